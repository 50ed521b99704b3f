import { Select, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { MEDIA_TYPES, type MessageForm } from './message-form.ts';

/** A picture, a video, a sound or a file that is already on the web. */
export function MediaFields({
  form,
  onChange,
}: {
  readonly form: Extract<MessageForm, { kind: 'media' }>;
  readonly onChange: (form: MessageForm) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Stack gap="md">
      <Select
        label={t('media.type')}
        data={MEDIA_TYPES.map((type) => ({ value: type, label: t(`media.${type}`) }))}
        value={form.type}
        allowDeselect={false}
        onChange={(chosen) => onChange({ ...form, type: MEDIA_TYPES.find((one) => one === chosen) ?? form.type })}
      />
      <MessageField
        label={t('media.address')}
        hint={t('media.hint')}
        path="message.attachment.payload.url"
        limit={null}
        inputMode="url"
        value={form.url}
        onChange={(url) => onChange({ ...form, url })}
      />
    </Stack>
  );
}
