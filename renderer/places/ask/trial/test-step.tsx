import { Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { TestResult } from '#renderer/places/messages/test-result.tsx';
import type { Permission } from '#shared/contract/people.ts';

/** Messages offered to try with. */
const OFFERED = 50;

/** Sends one of the messages to the tester; Meta is asked for the tester's day in the same go. */
export function TestStep({
  account,
  permission,
}: {
  readonly account: string;
  readonly permission: Permission;
}): ReactElement {
  const { t } = useTranslation(['ask-try', 'reasons']);
  const [chosen, setChosen] = useState<string | null>(null);
  const input = { group: 'all', search: '', after: null, limit: OFFERED } as const;
  const messages = useQuery(ask.messages.list.queryOptions({ input })).data?.rows ?? [];
  const options = messages
    .filter((line) => line.account === account)
    .map(({ campaign, name }) => ({ value: campaign, label: name }));
  const send = useMutation(ask.testing.send.mutationOptions());
  const campaign = chosen ?? options[0]?.value ?? null;
  const tell = useMomentWords();
  if (options.length === 0) return <Text size="sm">{t('ask-try:message.none')}</Text>;
  const { can, reason, from } = permission.standing;
  if (can !== 'now' && reason !== null) {
    return (
      <Text size="sm" role="status">
        {t(`reasons:${reason}.why`)}
        {from === null ? null : ` ${t('ask-try:step.card.earliest', { when: tell(from) })}`}
      </Text>
    );
  }
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('ask-try:message.label')}
          data={options}
          value={campaign}
          onChange={setChosen}
          allowDeselect={false}
          searchable
        />
        <Button
          disabled={campaign === null}
          loading={send.isPending}
          onClick={() => campaign !== null && send.mutate({ campaign, permission: permission.id })}
        >
          {t('ask-try:message.send')}
        </Button>
      </Group>
      {send.error === null ? null : <Refusal error={send.error} />}
      {send.data === undefined ? null : <TestResult result={send.data} />}
    </>
  );
}
