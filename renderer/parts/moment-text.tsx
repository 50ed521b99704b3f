import { Text } from '@mantine/core';
import { type ReactElement, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment, WallClock } from '#shared/contract/moment.ts';

/** How much of the day is said: the time alone where the date stands beside it, or both. */
export type MomentDetail = 'time' | 'dayAndTime';

/** An instant with whose clock it is: "Fri 27 Nov, 10:00 in Kathmandu, 05:15 here"; where both clocks show the same, only once. */
export function MomentText({
  moment,
  detail = 'dayAndTime',
}: {
  readonly moment: Moment;
  readonly detail?: MomentDetail;
}): ReactElement {
  const tell = useMomentWords();
  return (
    <Text span inherit>
      <time dateTime={new Date(moment.at).toISOString()}>{tell(moment, detail)}</time>
    </Text>
  );
}

/** The same as text, for labels and sentences; the same function until another language is shown. */
export function useMomentWords(): (moment: Moment, detail?: MomentDetail) => string {
  const { t, i18n } = useTranslation('common');
  const { language } = i18n;
  return useCallback(
    (moment, detail = 'dayAndTime') => {
      const here = clockText(moment.here, detail, language);
      if (moment.there === null) return t('time.here', { time: here });
      const there = clockText(moment.there, detail, language);
      if (moment.there.local === moment.here.local) return t('time.bothAlike', { time: there });
      const isSameDay = moment.there.local.slice(0, 10) === moment.here.local.slice(0, 10);
      const short = isSameDay ? clockText(moment.here, 'time', language) : here;
      return t('time.thereAndHere', { there, place: placeOf(moment.there.zone), here: short });
    },
    [t, language],
  );
}

/** A wall clock in words of a language: its text is formatted as it stands, no zone data of the browser is asked (DESIGN 5). */
export function clockText({ local }: WallClock, detail: MomentDetail, language: string): string {
  const isOfThisYear = local.startsWith(String(new Date().getUTCFullYear()));
  const shown = detail === 'dayAndTime' && !isOfThisYear ? 'yearDayAndTime' : detail;
  return formatOf(shown, language).format(new Date(`${local}Z`));
}

/** A day of another year is said with its year. */
type ShownDetail = MomentDetail | 'yearDayAndTime';

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SHOWN: Readonly<Record<ShownDetail, Intl.DateTimeFormatOptions>> = {
  time: TIME,
  dayAndTime: { weekday: 'short', day: 'numeric', month: 'short', ...TIME },
  yearDayAndTime: { year: 'numeric', month: 'short', day: 'numeric', ...TIME },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are kept: making one takes longer than drawing a row of a table. */
function formatOf(detail: ShownDetail, language: string): Intl.DateTimeFormat {
  const key = `${language} ${detail}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language, { ...SHOWN[detail], timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}

/** The town of a zone name: `Asia/Kathmandu` is Kathmandu. */
export function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
