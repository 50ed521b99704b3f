import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { PersonLink } from '#renderer/parts/person-link.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { UndecidedAsk } from '#shared/contract/ask-answers.ts';

/** Cards, follow-ups and tests of which nobody can tell whether they arrived, with the person's two words and what each means. */
export function UncertainCards({ account }: { readonly account: string }): ReactElement | null {
  const { t } = useTranslation('ask-sent');
  const rows = useQuery(ask.asks.undecided.queryOptions({ input: { account } })).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="undecided">
      <Title order={2} size="h4" id="undecided">
        {t('uncertain.title', { count: rows.length })}
      </Title>
      <Alert color="yellow">{t('uncertain.text')}</Alert>
      {rows.map((row) => (
        <UncertainCard key={row.id} row={row} />
      ))}
    </Stack>
  );
}

function UncertainCard({ row }: { readonly row: UndecidedAsk }): ReactElement {
  const { t } = useTranslation(['ask-sent', 'people', 'common']);
  const decide = useMutation(ask.asks.decide.mutationOptions());
  const { id, kind, person, name, shortId, about, sent, isWaiting } = row;
  const shown = name ?? `${t('common:unnamed')} ${shortId}`;
  const say = (verdict: 'sent' | 'drop') => (): void => decide.mutate({ request: id, verdict });
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Group gap="xs">
          <Text size="sm" component="div" fw={600} style={{ overflowWrap: 'anywhere' }}>
            <PersonLink person={person} name={name} />
          </Text>
          <Text size="xs" c="dimmed">
            {shortId}
          </Text>
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`people:messages.kind.${kind}`)}
          {about === '' ? null : `: ${about}`} · <MomentText moment={sent} />
        </Text>
        {isWaiting ? null : (
          <Text size="xs" c="dimmed">
            {t('ask-sent:uncertain.looking')}
          </Text>
        )}
        {decide.error === null ? null : <Refusal error={decide.error} />}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={decide.isPending}
            aria-label={t('ask-sent:uncertain.arrivedNamed', { name: shown })}
            onClick={say('sent')}
          >
            {t('ask-sent:uncertain.arrived')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            aria-label={t('ask-sent:uncertain.dropNamed', { name: shown })}
            onClick={say('drop')}
          >
            {t('ask-sent:uncertain.drop')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
