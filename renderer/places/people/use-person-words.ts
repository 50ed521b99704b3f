import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { Standing } from '#shared/contract/standing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// About, as such words are meant; the exact time stands under them.
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;
/** From here on days, and then months, are too many to be pictured (Sundial's choice). */
const MANY_DAYS = 60 * DAY;
const MANY_MONTHS = 2 * YEAR;

/** What one sentence about a person is made of. */
export interface PersonFacts {
  readonly name: string | null;
  readonly standing: Standing;
  /** Latest message Meta accepted. */
  readonly last: Moment | null;
}

/** How people, times and numbers are said. */
export interface PersonWords {
  /** "Anna: can get the next one from Fri 27 Nov, 10:02 in Rome, because they got one yesterday." */
  readonly sentence: (facts: PersonFacts, now: Moment) => string;
  /** "in 14 hours", "3 days ago". */
  readonly relative: (moment: Moment, now: Moment) => string;
  readonly number: (value: number) => string;
}

/** The words about people in the language shown; the same until that changes. */
export function usePersonWords(): PersonWords {
  const { t, i18n } = useTranslation(['people', 'reasons', 'common']);
  const tell = useMomentWords();
  const { language } = i18n;
  return useMemo(() => personWords(t, tell, formatsOf(language)), [t, tell, language]);
}

function personWords(
  t: TFunction<['people', 'reasons', 'common']>,
  tell: (moment: Moment) => string,
  { numbers, relatives }: Formats,
): PersonWords {
  const sentence = ({ name: known, standing, last }: PersonFacts, now: Moment): string => {
    const { can, reason, from, source } = standing;
    const name = known ?? t('common:unnamed');
    if (can === 'now' || reason === null) return t('line.now', { name });
    if (from === null) return t('line.why', { name, why: t(`reasons:${reason}.why`) });
    const when = tell(from);
    if (reason === 'coolDown') {
      if (source === 'platform') return t('line.saysMeta', { name, when });
      if (source === 'file') return t('line.saysList', { name, when });
      if (last !== null) return t('line.gotOne', { name, when, day: dayOf(last, now, relatives) });
    }
    return t('line.from', { name, when, why: t(`reasons:${reason}.why`) });
  };
  return {
    sentence,
    relative: (moment, now) => distanceOf(moment, now, relatives),
    number: (value) => numbers.format(value),
  };
}

function distanceOf({ at }: Moment, now: Moment, words: Intl.RelativeTimeFormat): string {
  const distance = at - now.at;
  if (Math.abs(distance) < HOUR) return words.format(Math.round(distance / MINUTE), 'minute');
  if (Math.abs(distance) < DAY) return words.format(Math.round(distance / HOUR), 'hour');
  if (Math.abs(distance) < MANY_DAYS) return words.format(Math.round(distance / DAY), 'day');
  if (Math.abs(distance) < MANY_MONTHS) return words.format(Math.round(distance / MONTH), 'month');
  return words.format(Math.round(distance / YEAR), 'year');
}

interface Formats {
  readonly numbers: Intl.NumberFormat;
  readonly relatives: Intl.RelativeTimeFormat;
}

const formats = new Map<string, Formats>();

/** Formats are kept: making one takes longer than drawing a row of the table. */
function formatsOf(language: string): Formats {
  const known = formats.get(language);
  if (known !== undefined) return known;
  const made = {
    numbers: new Intl.NumberFormat(language),
    relatives: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
  formats.set(language, made);
  return made;
}

/** "today", "yesterday", "3 days ago", by the calendar of whoever looks. */
function dayOf(moment: Moment, now: Moment, words: Intl.RelativeTimeFormat): string {
  const day = (local: string): number => Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
  return words.format(Math.round((day(moment.here.local) - day(now.here.local)) / DAY), 'day');
}
