import { Button, Menu } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readyLanguage } from '#renderer/app/language.ts';
import { LANGUAGE_NAMES } from '#renderer/parts/language-names.ts';
import { LANGUAGES, type Language } from '#shared/contract/settings.ts';

/** A sentence that says a program writes here, in the language people read: law in California and Germany, advised everywhere (META-API 8). */
export function AutomationMenu({
  number,
  onChoose,
}: {
  /** Which of the follow-ups it goes into, from 1. */
  readonly number: number;
  readonly onChoose: (sentence: string) => void;
}): ReactElement {
  const { t, i18n } = useTranslation('ask-card');
  const choose = async (language: Language): Promise<void> => {
    await readyLanguage(language);
    onChoose(i18n.getFixedT(language, 'ask-card')('automation.sentence'));
  };
  return (
    <Menu position="bottom-start" returnFocus>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconRobot size={14} aria-hidden />}
          aria-label={t('automation.insertInto', { number })}
        >
          {t('automation.insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        <Menu.Label style={{ whiteSpace: 'normal' }}>{t('automation.why')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => void choose(language)}>
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
