import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';

/** How long the numbers stand without being asked again, in ms (Sundial's choice). */
const AGES_MS = 60_000;

/** How asking goes: open windows, cards under way, yeses of the day; with the way to stop what has not left. */
export function AskTallyLine({ account }: { readonly account: string }): ReactElement | null {
  const { t } = useTranslation('ask-people');
  const onError = useRefusalNotice();
  const tally = useQuery({
    ...ask.asks.tally.queryOptions({ input: { account } }),
    // Counts the last 24 hours, which go on while nothing else happens.
    refetchInterval: AGES_MS,
  }).data;
  const cancel = useMutation(ask.asks.cancel.mutationOptions({ onError }));
  if (tally === undefined) return null;
  const { waiting, sending, uncertain, askedToday, answeredToday } = tally;
  const underWay = waiting + sending;
  if (tally.open + underWay + uncertain + askedToday === 0) return null;
  return (
    <Paper p="md" component="section" aria-label={t('tally.title')}>
      <Group justify="space-between" gap="sm">
        <Group gap="lg" role="status">
          <Text size="sm">{t('tally.open', { count: tally.open })}</Text>
          {underWay === 0 ? null : <Text size="sm">{t('tally.underWay', { count: underWay })}</Text>}
          <Text size="sm">{t('tally.asked', { count: askedToday, answered: answeredToday })}</Text>
          {uncertain === 0 ? null : (
            <Anchor size="sm" renderRoot={(props) => <Link to="/ask/sent" search={{ account }} {...props} />}>
              {t('tally.uncertain', { count: uncertain })}
            </Anchor>
          )}
        </Group>
        {waiting === 0 ? null : (
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ account, requests: null })}
          >
            {t('tally.cancel', { count: waiting })}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
