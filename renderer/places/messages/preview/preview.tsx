import { Group, SegmentedControl, Stack, useComputedColorScheme } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sender } from '#shared/contract/messages.ts';
import type { MessageForm } from '../editor/message-form.ts';
import { JsonView } from './json-view.tsx';
import { MessageView } from './message-view.tsx';
import { Phone, type PhoneLook } from './phone.tsx';

/** What the person will see, and, one click deeper, what is sent. */
export function Preview({
  form,
  messageJson,
  sender,
}: {
  readonly form: MessageForm;
  /** The bytes that are sent. */
  readonly messageJson: string;
  readonly sender: Sender;
}): ReactElement {
  const { t } = useTranslation('messages');
  const scheme = useComputedColorScheme('light');
  const [chosen, setChosen] = useState<Partial<PhoneLook>>({});
  const platform = chosen.platform ?? sender.platform;
  const look = chosen.look ?? scheme;
  const crop = chosen.crop ?? (form.kind === 'generic' ? form.crop : null) ?? 'horizontal';
  const hasPictures = form.kind === 'generic' && form.cards.some(({ imageUrl }) => imageUrl !== '');
  return (
    <Stack gap="sm">
      <Group gap="xs" justify="center">
        <SegmentedControl
          size="xs"
          aria-label={t('preview.platform')}
          value={platform}
          data={[
            { value: 'messenger', label: t('preview.messenger') },
            { value: 'instagram', label: t('preview.instagram') },
          ]}
          onChange={(value) => setChosen({ ...chosen, platform: value === 'instagram' ? 'instagram' : 'messenger' })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('preview.look')}
          value={look}
          data={[
            { value: 'light', label: t('preview.light') },
            { value: 'dark', label: t('preview.dark') },
          ]}
          onChange={(value) => setChosen({ ...chosen, look: value === 'dark' ? 'dark' : 'light' })}
        />
        {hasPictures ? (
          <SegmentedControl
            size="xs"
            aria-label={t('preview.crop')}
            value={crop}
            data={[
              { value: 'horizontal', label: t('crop.horizontal') },
              { value: 'square', label: t('crop.square') },
            ]}
            onChange={(value) => setChosen({ ...chosen, crop: value === 'square' ? 'square' : 'horizontal' })}
          />
        ) : null}
      </Group>
      <Phone platform={platform} look={look} sender={sender.name}>
        <MessageView form={form} crop={crop} />
      </Phone>
      <JsonView json={messageJson} />
    </Stack>
  );
}
