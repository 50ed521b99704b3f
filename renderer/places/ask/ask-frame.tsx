import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { ASK_TABS, type AskTab } from './ask-tabs.ts';

/** The frame of Ask: its tabs, each with an address of its own, and the one that is shown. */
export function AskFrame({
  tab,
  actions,
  children,
}: {
  readonly tab: AskTab;
  /** The next steps of this tab; the most likely one last, filled. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('ask');
  const navigate = useNavigate();
  const show = (value: string | null): void => {
    const wanted = ASK_TABS.find(({ name }) => name === value);
    if (wanted !== undefined) void navigate({ to: wanted.to });
  };
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions}>
      <Tabs value={tab} onChange={show} keepMounted={false} activateTabWithKeyboard={false}>
        <Tabs.List aria-label={t('title')}>
          {ASK_TABS.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="lg">
          {children}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
