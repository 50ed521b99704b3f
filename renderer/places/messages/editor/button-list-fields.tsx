import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMessageReply, IconWorld } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
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
  readonly onChange: (buttons: readonly ButtonForm[]) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const isFull = buttons.length >= CONTENT_LIMITS.buttons.max;
  const add = (type: ButtonForm['type']): void => onChange([...buttons, emptyButton(type)]);
  return (
    <Stack gap="sm">
      {buttons.map((button, index) => (
        <ButtonFields
          key={button.id}
          button={button}
          number={index + 1}
          path={`${path}[${index}]`}
          onChange={(changed) => onChange(buttons.map((one) => (one.id === changed.id ? changed : one)))}
          onRemove={buttons.length > least ? () => onChange(buttons.filter((one) => one.id !== button.id)) : null}
        />
      ))}
      {isFull ? (
        <Text size="sm" c="dimmed">
          {t('button.full')}
        </Text>
      ) : (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconWorld size={16} aria-hidden />}
            onClick={() => add('web_url')}
          >
            {t('button.addLink')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconMessageReply size={16} aria-hidden />}
            onClick={() => add('postback')}
          >
            {t('button.addAnswer')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
