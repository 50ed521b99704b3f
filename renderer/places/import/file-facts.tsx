import { Badge, Group, Select, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Peek } from '#shared/contract/imports.ts';
import { ENCODINGS, type Encoding } from '#shared/domain/list-file.ts';
import { sizeText } from './size-text.ts';

/** What the file turned out to be, and how its letters are written where that can be doubted. */
export function FileFacts({
  peek,
  change,
}: {
  readonly peek: Peek;
  readonly change: (encoding: Encoding) => void;
}): ReactElement {
  const { t, i18n } = useTranslation('import');
  const { delimiter } = peek;
  return (
    <Group justify="space-between" align="flex-end" gap="md">
      <Group gap="xs" miw={0}>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {peek.name}
        </Text>
        <Badge color="gray">{t(`kind.${peek.kind}`)}</Badge>
        <Badge color="gray">{sizeText(peek.bytes, i18n.language)}</Badge>
        {delimiter === null ? null : (
          <Badge color="gray">{t('columns.delimiter', { sign: delimiter === '\t' ? '⇥' : delimiter })}</Badge>
        )}
      </Group>
      {peek.encoding === null ? null : (
        <Select
          size="xs"
          label={t('columns.encoding')}
          description={t('columns.encodingHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          data={ENCODINGS.map((value) => ({ value, label: t(`encoding.${value}`) }))}
          value={peek.encoding}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = ENCODINGS.find((one) => one === value);
            if (chosen !== undefined) change(chosen);
          }}
          w={260}
        />
      )}
    </Group>
  );
}
