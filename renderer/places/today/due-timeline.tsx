import { Button, Group, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, placeOf, useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { DueLine, Today } from '#shared/contract/today.ts';
import classes from './due-timeline.module.css';

/** Zones named in the label of a line; the others are counted. */
const NAMED = 2;
/** Lines shown until somebody asks for all (Sundial's choice). */
const LINES = 8;

/** A line for people whose clocks show the same, a column for every hour here; a cell says how many messages and at what time there. */
export function DueTimeline({ due }: { readonly due: Today['due'] }): ReactElement {
  const { t, i18n } = useTranslation('today');
  const [isWhole, setWhole] = useState(false);
  const lines = isWhole ? due.lines : due.lines.slice(0, LINES);
  const most = Math.max(1, ...due.lines.flatMap(({ cells }) => cells.map(({ messages }) => messages)));
  return (
    <>
      <Table className={classes['timeline'] ?? ''} layout="fixed" highlightOnHover={false} withRowBorders={false}>
        <Table.Caption>{t('due.caption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={150}>
              {t('due.whose')}
            </Table.Th>
            {due.hours.map((hour) => (
              <Table.Th key={hour.at} scope="col" className={classes['hour'] ?? ''}>
                <span aria-hidden="true">{hour.here.local.slice(11, 13)}</span>
                <VisuallyHidden>
                  {t('due.hourHere', { time: clockText(hour.here, 'time', i18n.language) })}
                </VisuallyHidden>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Line key={`${line.kind} ${line.zones.join()}`} line={line} hours={due.hours.length} most={most} />
          ))}
        </Table.Tbody>
      </Table>
      {lines.length === due.lines.length ? null : (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            {t('due.allLines', { n: due.lines.length })}
          </Button>
        </Group>
      )}
    </>
  );
}

function Line({
  line,
  hours,
  most,
}: {
  readonly line: DueLine;
  readonly hours: number;
  readonly most: number;
}): ReactElement {
  const cells = new Map(line.cells.map((cell) => [cell.hour, cell]));
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LineName line={line} />
      </Table.Th>
      {Array.from({ length: hours }, (_, hour) => (
        <Table.Td key={hour} className={classes['cell'] ?? ''}>
          <Cell cell={cells.get(hour)} most={most} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function LineName({ line }: { readonly line: DueLine }): ReactElement {
  const { t } = useTranslation('today');
  const towns = line.zones.map(placeOf);
  const named = towns.slice(0, NAMED).join(', ');
  const name = line.kind === 'moved' ? t('due.moved') : line.kind === 'several' ? t('due.several') : named;
  const more = line.kind === 'clock' ? towns.length - NAMED : 0;
  return (
    <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
      {name === '' ? t('due.unknownZone') : name}
      {more > 0 ? ` ${t('due.moreZones', { n: more })}` : ''}
    </Text>
  );
}

function Cell({
  cell,
  most,
}: {
  readonly cell: DueLine['cells'][number] | undefined;
  readonly most: number;
}): ReactElement | null {
  const { t, i18n } = useTranslation('today');
  const tell = useMomentWords();
  if (cell === undefined) return null;
  const strength = cell.messages > most / 2 ? 'strong' : cell.messages > most / 8 ? 'middle' : 'weak';
  const words = t('due.cell', { n: cell.messages, time: tell(cell.first, 'time') });
  return (
    <Tooltip label={words}>
      <span className={classes['mark'] ?? ''} data-strength={strength}>
        <span aria-hidden="true">
          {new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 0 }).format(
            cell.messages,
          )}
        </span>
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
