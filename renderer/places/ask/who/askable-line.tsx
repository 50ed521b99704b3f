import { Anchor, Badge, Checkbox, Progress, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText, useMomentWords } from '#renderer/parts/moment-text.tsx';
import { PersonLink } from '#renderer/parts/person-link.tsx';
import { usePersonWords } from '#renderer/places/people/use-person-words.ts';
import type { AskableRow } from '#shared/contract/ask-answers.ts';
import type { Moment } from '#shared/contract/moment.ts';
import { openerOf } from './opener.ts';

/** Instagram's limits for one person (seeds/004, Limitazioni). */
const MOST = { titlesInWeek: 10, requestsToday: 5 } as const;

/** One person whose window is open. */
export function AskableLine({
  row,
  now,
  isInstagram,
  isChosen,
  tick,
}: {
  readonly row: AskableRow;
  readonly now: Moment;
  readonly isInstagram: boolean;
  readonly isChosen: boolean;
  readonly tick: (isOn: boolean) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-people', 'common']);
  const { relative } = usePersonWords();
  const { person, name, shortId, windowEnds, openedBy, answer } = row;
  const shown = name ?? t('common:unnamed');
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t('ask-people:table.one', { name: `${shown} ${shortId}` })}
          checked={isChosen && answer.kind === 'ok'}
          disabled={answer.kind !== 'ok'}
          onChange={(event) => tick(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" component="div">
          <PersonLink person={person} name={name} />
        </Text>
        <Text size="xs" c="dimmed">
          {shortId}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{relative(windowEnds, now)}</Text>
        <Text size="xs" c="dimmed">
          <MomentText moment={windowEnds} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t(`ask-people:opened.${openerOf(openedBy)}`)}</Text>
      </Table.Td>
      <Table.Td>
        <MayAskText row={row} />
        {row.requestsToday + row.titlesInWeek === 0 ? null : (
          <Anchor size="xs" renderRoot={(props) => <Link to="/ask/sent" search={{ person }} {...props} />}>
            {t('ask-people:table.cards')}
          </Anchor>
        )}
      </Table.Td>
      {isInstagram ? (
        <Table.Td>
          <Meter value={row.titlesInWeek} most={MOST.titlesInWeek} label={t('ask-people:meter.titles')} />
          <Meter value={row.requestsToday} most={MOST.requestsToday} label={t('ask-people:meter.today')} />
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function MayAskText({ row: { answer } }: { readonly row: AskableRow }): ReactElement {
  const { t } = useTranslation(['ask-people', 'reasons']);
  const tell = useMomentWords();
  if (answer.kind === 'ok') {
    return (
      <Badge color="teal" variant="light">
        {t('ask-people:may.yes')}
      </Badge>
    );
  }
  const { reason, earliest, needsMessage } = answer;
  // Who has said yes already, or is never to be messaged, is asked at no later time either.
  const isOver = reason === 'alreadyHeld' || reason === 'suppressed';
  return (
    <Stack gap={0}>
      <Text size="sm">{t('ask-people:may.no', { why: t(`reasons:${reason}.short`) })}</Text>
      {isOver || earliest === null ? null : (
        <Text size="xs" c="dimmed">
          {t('ask-people:may.earliest', { when: tell(earliest) })}
        </Text>
      )}
      {!isOver && (needsMessage || reason === 'oncePerWindow') ? (
        <Text size="xs" c="dimmed">
          {t('ask-people:may.message')}
        </Text>
      ) : null}
    </Stack>
  );
}

function Meter({
  value,
  most,
  label,
}: {
  readonly value: number;
  readonly most: number;
  readonly label: string;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  const text = t('meter.of', { label, value, most });
  return (
    <Stack gap={2}>
      <Text size="xs">{text}</Text>
      <Progress value={(value / most) * 100} size="sm" color={value >= most ? 'red' : 'blue'} aria-label={text} />
    </Stack>
  );
}
