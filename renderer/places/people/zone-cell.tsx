import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { clockText, placeOf } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { PersonZone } from '#shared/contract/person-zone.ts';
import { Line } from './cell-line.tsx';
import type { CellWords } from './cell-words.ts';
import classes from './people-table.module.css';

/** A time zone with the clock there; one that needs a look is marked. */
export function ZoneCell({
  zone,
  now,
  words: { t, language },
}: {
  readonly zone: PersonZone;
  readonly now: Moment;
  readonly words: CellWords;
}): ReactElement {
  if (zone.name === null || zone.now === null) {
    const trouble = zone.given === null ? t('zone.missing') : t('zone.unknown');
    return (
      <>
        <Line title={trouble}>
          <IconAlertTriangle size={16} aria-hidden className={classes['mark']} />
          {trouble}
        </Line>
        {zone.given === null ? null : <Line isQuiet>{zone.given}</Line>}
      </>
    );
  }
  return (
    <>
      <Line>{placeOf(zone.name)}</Line>
      <Line isQuiet>
        {zone.trouble === 'utc'
          ? t('zone.maybeWrong')
          : t('zone.nowThere', { time: clockText(onWall(zone, now), 'time', language) })}
      </Line>
    </>
  );
}

/** The clock there runs on while the table is looked at. */
function onWall(
  zone: PersonZone,
  now: Moment,
): { readonly local: string; readonly offsetMinutes: number; readonly zone: string } {
  const offsetMinutes = zone.now?.offsetMinutes ?? 0;
  return {
    local: new Date(now.at + offsetMinutes * 60_000).toISOString().slice(0, 19),
    offsetMinutes,
    zone: zone.name ?? '',
  };
}
