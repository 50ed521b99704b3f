import { Alert, Group, List, Paper, Select, Stack, Text, Timeline, Title } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contract/accounts.ts';
import { AccountTab, type AccountTabProps } from '../parts/account-tab.tsx';
import { CardChoice, useCards } from '../parts/card-choice.tsx';
import { PracticeWrite } from '../parts/practice-write.tsx';
import { useAskable } from '../who/use-askable.ts';
import { rememberTrial, trialToGoOnWith } from './last-trial.ts';
import { STEPS } from './steps.ts';
import { TrialSteps } from './trial-steps.tsx';

/** Trying the whole way out with one tester: the five steps of the platform's own guide (seeds/004, Iscrizioni di prova). */
export function AskTrialScreen(): ReactElement {
  return <AccountTab tab="trial" content={Content} />;
}

function Content({ account, choice, address }: AccountTabProps): ReactElement | null {
  const { t } = useTranslation('ask-try');
  const cards = useCards(account.id);
  useKeptTrial(account.id, address);
  if (cards === undefined) return null;
  const card = cards.find(({ id }) => id === address.search.card) ?? null;
  const person = address.search.person ?? null;
  return (
    <Stack gap="lg">
      <Text c="dimmed" maw={760}>
        {t('lead')}
      </Text>
      <Needs account={account} />
      <Paper p="lg">
        <Group align="flex-end" gap="sm">
          {choice}
          <CardChoice cards={cards} card={card?.id ?? null} choose={(id) => address.go({ card: id ?? undefined })} />
          <TesterChoice account={account} person={person} choose={(id) => address.go({ person: id ?? undefined })} />
        </Group>
      </Paper>
      {card === null || person === null ? (
        <Steps />
      ) : (
        <TrialSteps key={`${card.id} ${person}`} account={account} card={card} person={person} />
      )}
      <Alert variant="light" color="gray" title={t('reoptin.title')}>
        {t('reoptin.text')}
      </Alert>
    </Stack>
  );
}

/**
 * Whoever comes back, from writing a message for instance, finds the card and the tester as they were chosen: once, on arrival. What is
 * chosen or taken away from then on stands.
 */
function useKeptTrial(account: string, { search, go }: AccountTabProps['address']): void {
  const hasArrived = useRef(false);
  useEffect(() => {
    const kept = hasArrived.current ? null : trialToGoOnWith(search);
    hasArrived.current = true;
    if (kept === null) rememberTrial({ ...search, account });
    else go(kept);
  });
}

function Needs({ account }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation('ask-try');
  return (
    <Paper p="lg" component="section" aria-labelledby="tester-needs">
      <Stack gap="xs">
        <Title order={2} size="h4" id="tester-needs">
          {t('needs.title')}
        </Title>
        <List size="sm" spacing={4}>
          <List.Item>{t('needs.role')}</List.Item>
          <List.Item>{t('needs.wrote')}</List.Item>
          <List.Item>{t('needs.webhook')}</List.Item>
        </List>
        {account.isPractice ? <Text size="sm">{t('needs.practice')}</Text> : null}
      </Stack>
    </Paper>
  );
}

/** Testers are people whose window is open, and the one who was chosen; in the practice shop somebody can be made to write. */
function TesterChoice({
  account,
  person,
  choose,
}: {
  readonly account: AccountView;
  readonly person: string | null;
  readonly choose: (person: string | null) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-try', 'common']);
  const { rows, hasMore, isLoadingMore, more } = useAskable(account.id, null);
  const [typed, setTyped] = useState('');
  const options = rows.map(({ person: value, name, shortId }) => ({
    value,
    label: name ?? `${t('common:unnamed')} ${shortId}`,
  }));
  const known = person === null || options.some(({ value }) => value === person);
  const data = known ? options : [...options, { value: person, label: t('ask-try:tester.closed', { id: person }) }];
  const isMissed = typed.trim() !== '' && !data.some(({ label }) => holds(label, typed));
  // People are read a page at a time; who is looked for by name may stand further down.
  useEffect(() => {
    if (isMissed && hasMore && !isLoadingMore) more();
  });
  return (
    <>
      <Select
        label={t('ask-try:tester.label')}
        placeholder={t('ask-try:tester.choose')}
        data={data}
        value={person}
        onChange={choose}
        onSearchChange={setTyped}
        searchable
        nothingFoundMessage={t('ask-try:tester.nobody')}
        miw={300}
      />
      <PracticeWrite account={account} wrote={choose} />
    </>
  );
}

/** Whether the choice of testers finds a name by what was typed. */
function holds(name: string, typed: string): boolean {
  return name.toLowerCase().includes(typed.trim().toLowerCase());
}

/** The steps before anybody is chosen. */
function Steps(): ReactElement {
  const { t } = useTranslation('ask-try');
  return (
    <Paper p="lg">
      <Timeline bulletSize={24} lineWidth={2}>
        {STEPS.map((name) => (
          <Timeline.Item key={name} title={t(`step.${name}.title`)}>
            <Text size="sm">{t(`step.${name}.text`)}</Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Paper>
  );
}
