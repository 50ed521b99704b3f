import { Anchor, Text, Timeline } from '@mantine/core';
import { IconCheck, IconHelp, IconMessageQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { RequestRow } from '#shared/contract/ask-answers.ts';

/** Cards shown in the drawer, newest first; the ledger has them all. */
const SHOWN = 10;

/** The cards a person was asked with: what became of each, and whether they said yes. */
export function PersonCards({ person }: { readonly person: string }): ReactElement | null {
  const { t } = useTranslation('ask-sent');
  const input = { account: null, person, after: null, limit: SHOWN } as const;
  const rows = useQuery(ask.asks.ledger.queryOptions({ input })).data?.rows;
  if (rows === undefined) return null;
  if (rows.length === 0) return <Text c="dimmed">{t('drawer.none')}</Text>;
  return (
    <>
      <Timeline bulletSize={24} lineWidth={2}>
        {rows.map((row) => (
          <CardItem key={row.id} row={row} />
        ))}
      </Timeline>
      {rows.length < SHOWN ? null : (
        <Anchor size="sm" renderRoot={(props) => <Link to="/ask/sent" search={{ person }} {...props} />}>
          {t('drawer.all')}
        </Anchor>
      )}
    </>
  );
}

function CardItem({ row }: { readonly row: RequestRow }): ReactElement {
  const { t } = useTranslation(['ask-sent', 'states', 'reasons']);
  const { state, reason, titles, asked, due, answered } = row;
  const Icon = answered !== null ? IconCheck : state === 'uncertain' ? IconHelp : IconMessageQuestion;
  const when = asked ?? due;
  return (
    <Timeline.Item
      bullet={<Icon size={14} aria-hidden />}
      title={answered === null ? t(`states:delivery.${state}`) : t('ask-sent:yes')}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {titles.join(' · ')}
      </Text>
      {reason === null ? null : <Text size="sm">{t(`reasons:${reason}.why`)}</Text>}
      {when === null ? null : (
        <Text size="xs" c="dimmed">
          {t('ask-sent:drawer.asked')} <MomentText moment={when} />
        </Text>
      )}
      {answered === null ? null : (
        <Text size="xs" c="dimmed">
          {t('ask-sent:drawer.answered')} <MomentText moment={answered} />
        </Text>
      )}
    </Timeline.Item>
  );
}
