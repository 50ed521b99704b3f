import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentLimit } from '#shared/rules/message-content-limits.ts';
import { countOf } from './count.ts';
import { useEditor } from './editor-context.ts';
import { useProblemWords } from './problem-words.ts';

/** A text of the message with its counter and what Meta would say against it. */
export function MessageField({
  label,
  hint,
  path,
  limit,
  value,
  onChange,
  isLong = false,
  inputMode,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Where it stands in the message object, e.g. `message.text`. */
  readonly path: string;
  /** `null` = an address, which has no limit of its own. */
  readonly limit: ContentLimit | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLong?: boolean;
  readonly inputMode?: 'url';
}): ReactElement {
  const [wasLeft, setWasLeft] = useState(false);
  const { problems, showsMissing } = useEditor();
  const tell = useProblemWords();
  const problem = problems.find((one) => one.path === path);
  const isMissing = value === '';
  const isSaid = problem !== undefined && (!isMissing || showsMissing || wasLeft);
  const description = limit === null ? hint : <Counter value={value} limit={limit} hint={hint} />;
  const shared = {
    label,
    value,
    'data-path': path,
    description,
    error: isSaid ? tell(problem, limit, value) : null,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[], // the names Mantine knows
    onBlur: () => setWasLeft(true),
  };
  return isLong ? (
    <Textarea {...shared} autosize minRows={4} maxRows={16} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput
      {...shared}
      {...(inputMode === undefined ? {} : { inputMode, type: 'url' })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Counter({
  value,
  limit,
  hint,
}: {
  readonly value: string;
  readonly limit: ContentLimit;
  readonly hint?: ReactNode;
}): ReactElement {
  const { t } = useTranslation('messages');
  const count = countOf(value, limit);
  return (
    <Group component="span" justify="space-between" wrap="nowrap" gap="xs">
      <span>{hint}</span>
      <Text component="span" inherit style={{ whiteSpace: 'nowrap' }}>
        {t(limit.unit === 'byte' ? 'count.bytes' : 'count.characters', { count, most: limit.max })}
      </Text>
    </Group>
  );
}
