import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { DataSection } from './data-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { SendingSection } from './sending-section.tsx';
import { SETTINGS_SECTIONS, type SettingsSection } from './settings-address.ts';

const PANELS: Readonly<Record<SettingsSection, () => ReactElement | null>> = {
  accounts: AccountsSection,
  sending: SendingSection,
  language: LanguageSection,
  data: DataSection,
  about: AboutSection,
  diagnostics: DiagnosticsSection,
};

/** Settings, one section at a time; which one stands in the address. */
export function SettingsScreen(): ReactElement {
  const { t } = useTranslation('settings');
  const { section = 'accounts' } = useSearch({ from: '/settings' });
  const navigate = useNavigate();
  const show = (value: string | null): void => {
    const wanted = SETTINGS_SECTIONS.find((one) => one === value);
    if (wanted !== undefined) void navigate({ to: '/settings', search: { section: wanted }, replace: true });
  };
  const Shown = PANELS[section];
  return (
    <Page title={t('title')}>
      <Tabs value={section} onChange={show} keepMounted={false}>
        <Tabs.List aria-label={t('title')}>
          {SETTINGS_SECTIONS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`sections.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={section} pt="lg">
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
