import { Stack, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { fromJson } from './editor/message-json.ts';
import { Preview } from './preview/preview.tsx';

/** What people get, as their phone shows it. */
export function MessageGlance({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation('plan');
  const { account, messageJson } = plan;
  const { name, platform, isPractice } = account;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('what.title')}
      </Title>
      <Preview
        form={fromJson(messageJson)}
        messageJson={messageJson}
        sender={{ account: account.id, name, platform, isPractice }}
      />
    </Stack>
  );
}
