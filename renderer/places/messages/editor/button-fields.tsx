import { Button, Fieldset, Group, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Folded } from '#renderer/parts/editing/folded.tsx';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { HeightChoice } from './height-choice.tsx';
import type { ButtonForm } from './message-form.ts';

/** One button: a link or an answer. */
export function ButtonFields({
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
  return (
    <Folded label={t('button.payloadMore')} path={`${path}.payload`}>
      <MessageField
        label={t('button.payload')}
        hint={t('button.payloadHint')}
        path={`${path}.payload`}
        limit={CONTENT_LIMITS.payload}
        value={button.payload}
        onChange={(payload) => onChange({ ...button, payload })}
      />
    </Folded>
  );
}
