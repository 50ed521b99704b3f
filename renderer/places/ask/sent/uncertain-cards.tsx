import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { PersonLink } from '#renderer/parts/person-link.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { RequestRow } from '#shared/contract/asks.ts';

/** Cards of which nobody can tell whether they arrived, with the person's two words and what each means. */
export function UncertainCards({ rows }: { readonly rows: readonly RequestRow[] }): ReactElement | null {
  const { t } = useTranslation('ask-sent');
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('uncertain.title', { count: rows.length })}
      </Title>
      <Alert color="yellow">{t('uncertain.text')}</Alert>
      {rows.map((row) => (
        <UncertainCard key={row.id} row={row} />
      ))}
    </Stack>
  );
}

function UncertainCard({ row }: { readonly row: RequestRow }): ReactElement {
  const { t } = useTranslation(['ask-sent', 'common']);
  const decide = useMutation(ask.asks.decide.mutationOptions());
  const { id, person, name, shortId, titles, due, asked } = row;
  const when = asked ?? due;
  const shown = name ?? `${t('common:unnamed')} ${shortId}`;
  const say = (verdict: 'sent' | 'drop') => (): void => decide.mutate({ request: id, verdict });
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
          <PersonLink person={person} name={name} /> · {titles[0]}
          {when === null ? null : (
            <>
              {' '}
              · <MomentText moment={when} />
            </>
          )}
        </Text>
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
