import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { useEditor } from '#renderer/places/messages/editor/editor-context.ts';
import { MessageField } from '#renderer/places/messages/editor/message-field.tsx';
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
  readonly onChange: (followUps: readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-card', 'common']);
  const remove = (index: number): void => {
    onChange(followUps.toSpliced(index, 1));
    showUndo({
      text: t('ask-card:followUp.removed', { number: index + 1 }),
      undoWord: t('common:undo'),
      undo: () => onChange(followUps),
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
          onChange={(changed) => onChange(followUps.with(index, changed))}
          onRemove={() => remove(index)}
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
            onClick={() => onChange([...followUps, ''])}
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
  readonly onChange: (text: string) => void;
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
        onChange={onChange}
        isLong
      />
      <Group justify="space-between" gap="xs">
        <AutomationMenu
          number={index + 1}
          onChoose={(sentence) => onChange(text.trim() === '' ? sentence : `${sentence}\n${text}`)}
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
