import { Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { preferredLanguage } from '#renderer/app/language.ts';
import { useSettings } from '#renderer/app/use-settings.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { LANGUAGES, type Language, THEMES } from '#shared/contract/settings.ts';
import { SectionPart } from './section-part.tsx';
import { ZoneSelect } from './zone-select.tsx';

/** Each language by its own name, as somebody who reads no other one looks for it. */
const NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  de: 'Deutsch',
  ja: '日本語',
  id: 'Bahasa Indonesia',
};

/** Stands for "as this computer has it" where a control needs a text. */
const AS_HERE = 'asHere';

/** Language, colours, and on whose clock times are shown. */
export function LanguageSection(): ReactElement | null {
  const { t } = useTranslation('settings');
  const { answer, change, error } = useSettings();
  if (answer === undefined) return error === null ? null : <Refusal error={error} />;
  const { settings, here, machineZone } = answer;
  return (
    <Stack gap="md">
      {error === null ? null : <Refusal error={error} />}
      <SectionPart title={t('language.title')}>
        <Radio.Group
          aria-label={t('language.title')}
          value={settings.language ?? AS_HERE}
          onChange={(value) => change({ language: LANGUAGES.find((one) => one === value) ?? null })}
        >
          <Stack gap="xs">
            <Radio value={AS_HERE} label={t('language.asHere', { name: NAMES[preferredLanguage()] })} />
            {LANGUAGES.map((language) => (
              <Radio key={language} value={language} label={<span lang={language}>{NAMES[language]}</span>} />
            ))}
          </Stack>
        </Radio.Group>
      </SectionPart>
      <SectionPart title={t('theme.title')}>
        <SegmentedControl
          aria-label={t('theme.title')}
          value={settings.theme}
          onChange={(value) => change({ theme: THEMES.find((one) => one === value) ?? 'system' })}
          data={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          maw={420}
        />
      </SectionPart>
      <SectionPart title={t('zone.title')} text={t('zone.text')}>
        <Stack gap="xs" maw={420}>
          <ZoneSelect
            label={t('zone.label')}
            value={settings.hereZone ?? AS_HERE}
            first={[
              {
                value: AS_HERE,
                label:
                  machineZone === null
                    ? t('zone.unknown')
                    : t('zone.asHere', { zone: machineZone.replaceAll('_', ' ') }),
              },
            ]}
            onChange={(zone) => change({ hereZone: zone === AS_HERE ? null : zone })}
          />
          <Text size="sm" c="dimmed">
            <MomentText moment={here} />
          </Text>
        </Stack>
      </SectionPart>
    </Stack>
  );
}
