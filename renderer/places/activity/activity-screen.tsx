import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { LOGS } from './activity-address.ts';
import { DeedLog } from './deed-log.tsx';
import { TryLog } from './try-log.tsx';

/** Who did what, and every try to send: to look things up, and to keep. */
export function ActivityScreen(): ReactElement {
  const { t } = useTranslation('activity');
  const { log = 'deeds' } = useSearch({ from: '/activity' });
  const navigate = useNavigate();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        value={log}
        keepMounted={false}
        onChange={(chosen) => {
          const one = LOGS.find((known) => known === chosen);
          void navigate({
            to: '/activity',
            search: one === undefined || one === 'deeds' ? {} : { log: one },
            replace: true,
          });
        }}
      >
        <Tabs.List mb="md">
          {LOGS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`log.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="deeds">
          <DeedLog />
        </Tabs.Panel>
        <Tabs.Panel value="tries">
          <TryLog />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
