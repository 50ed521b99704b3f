import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { TestResult } from '#renderer/places/messages/test-result.tsx';
import type { TestMay } from '#shared/contract/plan.ts';

/** Messages of the account offered to try with, the newest first; the most a page has. */
const OFFERED = 200;
/** How often it is asked again whether the time has come, in ms. */
const AGAIN_MS = 5_000;

/** Sends one of the messages to the tester; Meta is asked for the tester's day in the same go. */
export function TestStep({
  account,
  permission,
}: {
  readonly account: string;
  /** Id of the permission that came of the yes. */
  readonly permission: string;
}): ReactElement | null {
  const [chosen, setChosen] = useState<string | null>(null);
  const input = { account, group: 'all', search: '', after: null, limit: OFFERED } as const;
  const messages = useQuery(ask.messages.list.queryOptions({ input })).data?.rows;
  if (messages === undefined) return null;
  const options = messages.map(({ campaign, name }) => ({ value: campaign, label: name }));
  const campaign = chosen ?? options[0]?.value ?? null;
  if (campaign === null) return <NoMessage />;
  return <TestForm test={{ account, campaign, permission }} options={options} choose={setChosen} />;
}

function NoMessage(): ReactElement {
  const { t } = useTranslation('ask-try');
  return (
    <Text size="sm">
      {t('message.none')}{' '}
      <Anchor size="sm" underline="always" renderRoot={(props) => <Link to="/messages" {...props} />}>
        {t('message.write')}
      </Anchor>
    </Text>
  );
}

function TestForm({
  test: { account, campaign, permission },
  options,
  choose,
}: {
  readonly test: { readonly account: string; readonly campaign: string; readonly permission: string };
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (campaign: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const send = useMutation(ask.testing.send.mutationOptions());
  const may = useQuery({
    ...ask.testing.may.queryOptions({ input: { campaign, permission } }),
    refetchInterval: ({ state }) => (state.data?.kind === 'not' ? AGAIN_MS : false),
  }).data;
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('message.label')}
          data={options}
          value={campaign}
          onChange={choose}
          allowDeselect={false}
          searchable
        />
        <Button
          disabled={may?.kind !== 'ok'}
          loading={send.isPending}
          onClick={() => send.mutate({ campaign, permission })}
        >
          {t('message.send')}
        </Button>
      </Group>
      {may === undefined || may.kind === 'ok' ? null : <WhyNot may={may} account={account} />}
      {send.error === null ? null : <Refusal error={send.error} />}
      {send.data === undefined ? null : <TestResult result={send.data} />}
    </>
  );
}

function WhyNot({
  may,
  account,
}: {
  readonly may: Exclude<TestMay, { kind: 'ok' }>;
  readonly account: string;
}): ReactElement {
  const { t } = useTranslation(['ask-try', 'reasons']);
  const tell = useMomentWords();
  if (may.kind === 'wait') {
    return (
      <Text size="sm" role="status">
        {t(`ask-try:wait.${may.for}`)}
        {may.for === 'uncertain' ? (
          <>
            {' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link to="/ask/sent" search={{ account }} {...props} />}
            >
              {t('ask-try:wait.look')}
            </Anchor>
          </>
        ) : null}
      </Text>
    );
  }
  return (
    <Text size="sm" role="status">
      {t(`reasons:${may.reason}.why`)}
      {may.earliest === null ? null : ` ${t('ask-try:step.card.earliest', { when: tell(may.earliest) })}`}
    </Text>
  );
}
