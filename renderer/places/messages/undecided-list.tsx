import { Alert, Anchor, Button, Group, List, Paper, Stack, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { ProgressRead, Undecided } from '#shared/contract/progress.ts';

/** Messages of which nobody can tell whether they arrived: the evidence, and the person's two words. */
export function UndecidedList({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const { id, counts } = progress;
  const { data, error, refetch } = useQuery({
    ...ask.progress.undecided.queryOptions({ input: { campaign: id } }),
    enabled: counts.uncertain > 0,
  });
  if (counts.uncertain === 0) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('undecided.title', { count: counts.uncertain })}
      </Title>
      <Alert color="yellow">{t('undecided.lead')}</Alert>
      {error === null ? null : <Refusal error={error} retry={() => void refetch()} />}
      {(data ?? []).map((one) => (
        <UndecidedCard key={one.id} campaign={id} one={one} />
      ))}
    </Stack>
  );
}

function UndecidedCard({ campaign, one }: { readonly campaign: string; readonly one: Undecided }): ReactElement {
  const { t } = useTranslation(['progress', 'common']);
  const decide = useMutation(ask.progress.decide.mutationOptions());
  const name = one.name ?? t('common:unnamed');
  const say = (verdict: 'sent' | 'drop') => (): void => decide.mutate({ campaign, delivery: one.id, verdict });
  return (
    <Paper>
      <Stack gap="xs">
        <Anchor fw={600} renderRoot={(props) => <Link to="/people" search={{ person: one.person }} {...props} />}>
          {name}
        </Anchor>
        <List size="sm">
          <List.Item>
            {t('progress:undecided.sent')} <MomentText moment={one.sent} />
          </List.Item>
          {one.reads.map(({ at, verdict }) => (
            <List.Item key={at.at}>
              <MomentText moment={at} />: {t(`progress:verdict.${verdict}`)}
            </List.Item>
          ))}
          <List.Item>
            {one.asked === null ? (
              t('progress:undecided.yours')
            ) : (
              <>
                {t('progress:undecided.asked')} <MomentText moment={one.asked} />
              </>
            )}
          </List.Item>
        </List>
        {decide.error === null ? null : <Refusal error={decide.error} />}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={decide.isPending}
            aria-label={t('progress:undecided.arrivedNamed', { name })}
            onClick={say('sent')}
          >
            {t('progress:undecided.arrived')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            aria-label={t('progress:undecided.dropNamed', { name })}
            onClick={say('drop')}
          >
            {t('progress:undecided.drop')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
