import { Anchor, SimpleGrid } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#renderer/parts/moment-text.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import { Fact } from './fact.tsx';
import { usePackName } from './pack-name.ts';

/** What holds for an account: pace, Meta's limits, the Page's zone, where its key lies, its ids. */
export function AccountFacts({ account }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation('settings');
  const packName = usePackName();
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Fact name={t('accounts.facts.pace')}>{t('accounts.facts.paceValue', { n: account.pacePerSecond })}</Fact>
      <Fact name={t('accounts.facts.limits')}>
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => <Link to="/settings" search={{ section: 'about' }} {...props} />}
        >
          {packName(account.rulePack)}
        </Anchor>
      </Fact>
      <Fact name={t('accounts.facts.zone')}>{placeOf(account.pageZone)}</Fact>
      <Fact name={t('accounts.facts.key')}>
        {account.keyPlace === null ? t(`accounts.key.${account.key}`) : t(`accounts.place.${account.keyPlace}`)}
      </Fact>
    </SimpleGrid>
  );
}
