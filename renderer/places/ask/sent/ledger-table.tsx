import { Anchor, Button, Paper, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconClock, IconHelp, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { PersonLink } from '#renderer/parts/person-link.tsx';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import type { RequestRow } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import classes from './ledger-table.module.css';

const ICONS: Readonly<Record<DeliveryState, typeof IconCheck>> = {
  scheduled: IconClock,
  sending: IconClock,
  sent: IconCheck,
  uncertain: IconHelp,
  failed: IconX,
  skipped: IconX,
  missed: IconX,
  cancelled: IconX,
};

/** Cards that were asked with, newest first. */
export function LedgerTable({
  account,
  rows,
  cards,
}: {
  readonly account: string;
  readonly rows: readonly RequestRow[];
  /** Cards that are still there, for their names. */
  readonly cards: readonly SavedCard[];
}): ReactElement {
  const { t } = useTranslation('ask-sent');
  return (
    <Paper p="xs">
      <Table layout="fixed" aria-label={t('table.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('table.person')}</Table.Th>
            <Table.Th scope="col">{t('table.card')}</Table.Th>
            <Table.Th scope="col">{t('table.state')}</Table.Th>
            <Table.Th scope="col">{t('table.when')}</Table.Th>
            <Table.Th scope="col">{t('table.answered')}</Table.Th>
            <Table.Th scope="col" className={classes['act']}>
              <VisuallyHidden>{t('table.act')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Line key={row.id} account={account} row={row} card={cards.find(({ id }) => id === row.card) ?? null} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Line({
  account,
  row,
  card,
}: {
  readonly account: string;
  readonly row: RequestRow;
  readonly card: SavedCard | null;
}): ReactElement {
  const { t } = useTranslation(['ask-sent', 'states', 'reasons', 'common']);
  const { id, person, name, shortId, titles, state, reason, due, asked, answered } = row;
  const Icon = ICONS[state];
  const when = asked ?? due;
  const shown = card?.name ?? titles[0];
  const cancel = useMutation(ask.asks.cancel.mutationOptions({ onError: useRefusalNotice() }));
  return (
    <Table.Tr className={classes['line']}>
      <Table.Td>
        <Text size="sm" component="div">
          <PersonLink person={person} name={name} />
        </Text>
        <Anchor size="xs" renderRoot={(props) => <Link to="/ask/sent" search={{ account, person }} {...props} />}>
          {t('ask-sent:only.link', { id: shortId })}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{shown}</Text>
        {titles.map((title) =>
          title === shown ? null : (
            <Text key={title} size="xs" c="dimmed">
              {title}
            </Text>
          ),
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="div">
          <Icon size={14} aria-hidden /> {t(`states:delivery.${state}`)}
        </Text>
        {reason === null ? null : (
          <Text size="xs" c="dimmed">
            {t(`reasons:${reason}.short`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{when === null ? null : <MomentText moment={when} />}</Text>
      </Table.Td>
      <Table.Td>
        {answered === null ? (
          <Text size="sm" c="dimmed">
            {state === 'sent' ? t('ask-sent:notAnswered') : null}
          </Text>
        ) : (
          <Stack gap={0}>
            <Text size="sm" fw={600}>
              {t('ask-sent:yes')}
            </Text>
            <Text size="xs" c="dimmed">
              <MomentText moment={answered} />
            </Text>
          </Stack>
        )}
      </Table.Td>
      <Table.Td>
        {state === 'scheduled' ? (
          <Button
            size="xs"
            variant="default"
            disabled={cancel.isPending}
            aria-label={t('ask-sent:cancelNamed', { name: name ?? shortId })}
            onClick={() => cancel.mutate({ account, requests: [id] })}
          >
            {t('ask-sent:cancel')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
