import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMessageReply, IconWorld } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { putBack } from '#renderer/parts/editing/put-back.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { ButtonFields } from './button-fields.tsx';
import { type ButtonForm, emptyButton } from './message-form.ts';

/** The buttons of one card: up to three, each a link or an answer. */
export function ButtonListFields({
  buttons,
  path,
  least,
  onChange,
}: {
  readonly buttons: readonly ButtonForm[];
  /** Of the list, e.g. `message.attachment.payload.buttons`. */
  readonly path: string;
  /** Fewest buttons the platform takes here. */
  readonly least: 0 | 1;
  /** Changes them as they stand by then: some changes come a moment later. */
  readonly onChange: (change: (now: readonly ButtonForm[]) => readonly ButtonForm[]) => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const isFull = buttons.length >= CONTENT_LIMITS.buttons.max;
  const add = (type: ButtonForm['type']): void => onChange((now) => [...now, emptyButton(type)]);
  const remove = (button: ButtonForm, index: number): void => {
    const taken = { item: button, index, before: buttons, most: CONTENT_LIMITS.buttons.max };
    onChange((now) => now.filter((one) => one.id !== button.id));
    showUndo({
      text: t('messages:button.removed', { number: index + 1 }),
      undoWord: t('common:undo'),
      undo: () => onChange((now) => putBack(now, taken)),
    });
  };
  return (
    <Stack gap="sm">
      {buttons.map((button, index) => (
        <ButtonFields
          key={button.id}
          button={button}
          number={index + 1}
          path={`${path}[${index}]`}
          onChange={(changed) => onChange((now) => now.map((one) => (one.id === changed.id ? changed : one)))}
          onRemove={buttons.length > least ? () => remove(button, index) : null}
        />
      ))}
      {isFull ? (
        <Text size="sm" c="dimmed">
          {t('messages:button.full')}
        </Text>
      ) : (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconWorld size={16} aria-hidden />}
            onClick={() => add('web_url')}
          >
            {t('messages:button.addLink')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconMessageReply size={16} aria-hidden />}
            onClick={() => add('postback')}
          >
            {t('messages:button.addAnswer')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
