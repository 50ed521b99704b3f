import type { WallClock } from '#shared/contract/moment.ts';
import { addDays, parseLocalDate } from '#shared/time/local-date.ts';
import type { Say } from './desktop-words.ts';

/**
 * When the next message leaves, in words, on the clock of this computer: a time alone for today and tomorrow, else with its date.
 *
 * @param next - `null` = nothing is planned.
 * @param now - the same clock now.
 */
export function nextSendText(next: WallClock | null, now: WallClock, say: Say): string {
  if (next === null) return say('next.none');
  const [date = '', clock = ''] = next.local.split('T');
  const time = clock.slice(0, 'HH:MM'.length);
  if (next.local <= now.local) return say('next.now');
  if (date === now.local.slice(0, date.length)) return say('next.today', { time });
  if (date === dayAfter(now)) return say('next.tomorrow', { time });
  return say('next.later', { date, time });
}

function dayAfter({ local }: WallClock): string | null {
  const today = parseLocalDate(local.slice(0, 'YYYY-MM-DD'.length));
  return today === null ? null : addDays(today, 1);
}
