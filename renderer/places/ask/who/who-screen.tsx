import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { AskableRow } from '#shared/contract/ask-answers.ts';
import { AccountTab, type AccountTabProps } from '../parts/account-tab.tsx';
import { useCards } from '../parts/card-choice.tsx';
import { AskBar } from './ask-bar.tsx';
import { AskTallyLine } from './ask-tally-line.tsx';
import { AskableTable } from './askable-table.tsx';
import { FindWriters } from './find-writers.tsx';
import { GuardSwitch } from './guard-switch.tsx';
import { useAskable } from './use-askable.ts';

/** People whose 24 h window is open, the one that closes first on top: who may be asked now, and why not. */
export function AskWhoScreen(): ReactElement {
  return <AccountTab tab="who" content={Content} />;
}

function Content({ account, choice, address }: AccountTabProps): ReactElement | null {
  const { t } = useTranslation('ask-people');
  const tell = useMomentWords();
  const cards = useCards(account.id);
  const card = cards?.find(({ id }) => id === address.search.card) ?? null;
  const people = useAskable(account.id, card?.id ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const refusal = people.error === null ? null : <Refusal error={people.error} retry={people.retry} />;
  if (cards === undefined || people.first === null) return refusal;
  const { barredUntil, isOncePerWindow, now } = people.first;
  return (
    <Stack gap="lg">
      {refusal}
      <Text c="dimmed" maw={760}>
        {t('lead')}
      </Text>
      {barredUntil === null ? null : (
        <Alert color="yellow" title={t('barred.title')}>
          {t('barred.text', { when: tell(barredUntil) })}
        </Alert>
      )}
      <FindWriters account={account} hasPeople={people.rows.length > 0} />
      <AskTallyLine account={account.id} />
      {people.rows.length === 0 && chosen.size === 0 ? (
        choice
      ) : (
        <>
          <AskBar
            account={account}
            choice={choice}
            cards={cards}
            card={card}
            chooseCard={(id) => address.go({ card: id ?? undefined })}
            chosen={chosen}
            outOfReach={outOfReach(chosen, people.rows)}
            forget={() => setChosen(new Set())}
          />
          {people.rows.length === 0 ? null : (
            <AskableTable
              people={people}
              now={now}
              isInstagram={account.platform === 'instagram'}
              chosen={chosen}
              choose={setChosen}
            />
          )}
        </>
      )}
      <GuardSwitch isOncePerWindow={isOncePerWindow} />
      <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} title={t('honest.title')}>
        {t('honest.text')}
      </Alert>
    </Stack>
  );
}

/** How many of the chosen have no tick below: they left the rows that are shown, or may not be asked now. */
function outOfReach(chosen: ReadonlySet<string>, rows: readonly AskableRow[]): number {
  return chosen.size - rows.filter(({ person, answer }) => answer.kind === 'ok' && chosen.has(person)).length;
}
