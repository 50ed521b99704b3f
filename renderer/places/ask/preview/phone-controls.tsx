import { Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '#renderer/parts/language-names.ts';
import { LANGUAGES } from '#shared/contract/settings.ts';
import { PHONE_WIDTHS, type PhoneChoice } from './phone-choice.ts';

/** Which phone to look at: channel, light or dark, crop, language, width. */
export function PhoneControls({
  choice,
  onChange,
}: {
  readonly choice: PhoneChoice;
  readonly onChange: (change: Partial<PhoneChoice>) => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'ask-card']);
  return (
    <Stack gap="xs">
      <Group gap="xs" justify="center">
        <SegmentedControl
          size="xs"
          aria-label={t('messages:preview.platform')}
          value={choice.platform}
          data={[
            { value: 'messenger', label: t('messages:preview.messenger') },
            { value: 'instagram', label: t('messages:preview.instagram') },
          ]}
          onChange={(value) => onChange({ platform: value === 'instagram' ? 'instagram' : 'messenger' })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('messages:preview.look')}
          value={choice.look}
          data={[
            { value: 'light', label: t('messages:preview.light') },
            { value: 'dark', label: t('messages:preview.dark') },
          ]}
          onChange={(value) => onChange({ look: value === 'dark' ? 'dark' : 'light' })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('messages:preview.crop')}
          value={choice.crop}
          data={[
            { value: 'horizontal', label: t('messages:crop.horizontal') },
            { value: 'square', label: t('messages:crop.square') },
          ]}
          onChange={(value) => onChange({ crop: value === 'square' ? 'square' : 'horizontal' })}
        />
      </Group>
      <Group gap="xs" justify="center">
        <NativeSelect
          size="xs"
          aria-label={t('ask-card:phone.language')}
          value={choice.language}
          data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ language: LANGUAGES.find((one) => one === value) ?? choice.language })
          }
        />
        <NativeSelect
          size="xs"
          aria-label={t('ask-card:phone.width')}
          value={choice.width}
          data={PHONE_WIDTHS.map((one) => ({
            value: String(one),
            label: t('ask-card:phone.pixels', { width: one }),
          }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ width: PHONE_WIDTHS.find((one) => String(one) === value) ?? choice.width })
          }
        />
      </Group>
    </Stack>
  );
}
