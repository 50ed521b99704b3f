import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '#renderer/parts/editing/editor-context.ts';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { putBack } from '#renderer/parts/editing/put-back.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { CONTENT_LIMITS, type ContentLimit } from '#shared/rules/message-content-limits.ts';
import { AutomationMenu } from '../parts/automation-menu.tsx';
import { followUpPath } from './use-card-problems.ts';

/** Most follow-ups after a yes (seeds/004, Iscrizione ai messaggi di follow-up). */
const MOST = 3;

/** Up to three texts that go by themselves to whoever says yes. */
export function FollowUpSection({
  followUps,
  onChange,
}: {
  readonly followUps: readonly string[];
  /** Changes the texts as they stand by then: some changes come a moment later, and what was typed meanwhile stays. */
  readonly onChange: (change: (texts: readonly string[]) => readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-card', 'common']);
  const remove = (text: string, index: number): void => {
    const taken = { item: text, index, before: followUps, most: MOST };
    onChange((texts) => texts.toSpliced(index, 1));
    showUndo({
      text: t('ask-card:followUp.removed', { number: index + 1 }),
      undoWord: t('common:undo'),
      undo: () => onChange((texts) => putBack(texts, taken)),
    });
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('ask-card:followUp.what')}</Text>
      <Text size="sm" c="dimmed">
        {t('ask-card:followUp.clock')}
      </Text>
      {followUps.map((text, index) => (
        <FollowUpField
          key={`${index} of ${followUps.length}`}
          text={text}
          index={index}
          onChange={(change) => onChange((texts) => texts.map((one, at) => (at === index ? change(one) : one)))}
          onRemove={() => remove(text, index)}
        />
      ))}
      {followUps.length >= MOST ? (
        <Text size="sm" c="dimmed">
          {t('ask-card:followUp.full')}
        </Text>
      ) : (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onChange((texts) => [...texts, ''])}
          >
            {t('ask-card:followUp.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function FollowUpField({
  text,
  index,
  onChange,
  onRemove,
}: {
  readonly text: string;
  readonly index: number;
  readonly onChange: (change: (text: string) => string) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const limit = useLimit(index);
  return (
    <Stack gap={6}>
      <MessageField
        label={t('followUp.label', { number: index + 1 })}
        hint={index === 0 ? t('followUp.first') : t('followUp.later')}
        path={`${followUpPath(index)}.text`}
        limit={limit}
        value={text}
        onChange={(written) => onChange(() => written)}
        isLong
      />
      <Group justify="space-between" gap="xs">
        <AutomationMenu
          number={index + 1}
          onChoose={(sentence) => onChange((now) => (now.trim() === '' ? sentence : `${sentence}\n${now}`))}
        />
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size={14} aria-hidden />}
          aria-label={t('followUp.removeOf', { number: index + 1 })}
          onClick={onRemove}
        >
          {t('followUp.remove')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The first may be as long as any text there; the others have a limit of their own. */
function useLimit(index: number): ContentLimit {
  const { platform } = useEditor();
  if (index > 0) return CONTENT_LIMITS.followUpText;
  return platform === 'instagram' ? CONTENT_LIMITS.instagramText : CONTENT_LIMITS.messengerText;
}
