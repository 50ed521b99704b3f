import { Select, Stack, Text } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { showLanguage } from '#renderer/app/language.ts';
import { useSettings } from '#renderer/app/use-settings.ts';
import { LANGUAGES, type Language } from '#shared/contract/settings.ts';

/** How each language calls itself: whoever looks for theirs cannot read the others. */
const NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  de: 'Deutsch',
  ja: '日本語',
  id: 'Bahasa Indonesia',
};

/** The language, to be changed before anything is read. */
export function LanguageChoice(): ReactElement {
  const { t, i18n } = useTranslation('welcome');
  const { change, error } = useSettings();
  return (
    <Stack gap={4}>
      <Select
        aria-label={t('language')}
        leftSection={<IconLanguage size={18} aria-hidden />}
        data={LANGUAGES.map((language) => ({ value: language, label: NAMES[language] }))}
        value={i18n.language}
        allowDeselect={false}
        onChange={(value) => {
          const language = LANGUAGES.find((one) => one === value);
          if (language === undefined) return;
          // Shown at once; the engine keeps it for the next start.
          void showLanguage(language);
          change({ language });
        }}
        w={200}
      />
      {error === null || error === undefined ? null : (
        <Text size="sm" c="red" role="alert">
          {t('languageFailed')}
        </Text>
      )}
    </Stack>
  );
}
