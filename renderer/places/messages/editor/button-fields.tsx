import { Button, Collapse, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessageReply, IconTrash, IconWorld } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { HeightChoice } from './height-choice.tsx';
import { MessageField } from './message-field.tsx';
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

function ButtonFields({
  button,
  number,
  path,
  onChange,
  onRemove,
}: {
  readonly button: ButtonForm;
  readonly number: number;
  readonly path: string;
  readonly onChange: (button: ButtonForm) => void;
  /** `null` = it is the last one and has to stay. */
  readonly onRemove: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation('messages');
  const legend = t(button.type === 'web_url' ? 'button.link' : 'button.answer', { number });
  return (
    <Fieldset legend={legend} p="sm" pos="relative">
      <Stack gap="xs">
        <MessageField
          label={t('button.title')}
          path={`${path}.title`}
          limit={CONTENT_LIMITS.buttonTitle}
          value={button.title}
          onChange={(title) => onChange(withTitle(button, title))}
        />
        {button.type === 'web_url' ? (
          <>
            <MessageField
              label={t('button.address')}
              path={`${path}.url`}
              limit={null}
              inputMode="url"
              value={button.url}
              onChange={(url) => onChange({ ...button, url })}
            />
            <HeightChoice value={button.height} onChange={(height) => onChange({ ...button, height })} />
          </>
        ) : (
          <PayloadField button={button} path={path} onChange={onChange} />
        )}
        {onRemove === null ? null : (
          <Group justify="flex-end">
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={onRemove}
            >
              {t('button.remove')}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

/** As long as nobody wrote one of their own, what other tools receive is what people read on the button. */
function withTitle(button: ButtonForm, title: string): ButtonForm {
  if (button.type !== 'postback') return { ...button, title };
  return { ...button, title, payload: button.payload === button.title ? title : button.payload };
}

function PayloadField({
  button,
  path,
  onChange,
}: {
  readonly button: Extract<ButtonForm, { type: 'postback' }>;
  readonly path: string;
  readonly onChange: (button: ButtonForm) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="xs" align="stretch">
      <Group>
        <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
          {t('button.payloadMore')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <MessageField
          label={t('button.payload')}
          hint={t('button.payloadHint')}
          path={`${path}.payload`}
          limit={CONTENT_LIMITS.payload}
          value={button.payload}
          onChange={(payload) => onChange({ ...button, payload })}
        />
      </Collapse>
    </Stack>
  );
}
