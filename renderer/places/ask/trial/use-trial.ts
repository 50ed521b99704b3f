import { useQuery } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { RequestRow } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import type { Permission, PersonMessage } from '#shared/contract/person.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';

/** Requests looked at; a tester has been asked a few times at most. */
const LOOKED_AT = 200;

/** How far a trial is, by what the engine knows. */
export interface Trial {
  /** The latest request with this card; `null` = none. */
  readonly request: RequestRow | null;
  /** The permission that came of it, or one the tester held for the same title before; `null` = none yet. */
  readonly permission: Permission | null;
  /** Follow-ups to the yes, whatever became of them; in order. */
  readonly followUps: readonly PersonMessage[];
  /** Test messages since the yes that Meta accepted; in order. */
  readonly tests: readonly PersonMessage[];
  /** Whether Meta gave the day of the latest test back, so that the next message may follow. */
  readonly isDayGivenBack: boolean;
}

/** Which of the five steps are done, in order. */
export function stepsDone({ request, permission, tests, isDayGivenBack }: Trial): readonly boolean[] {
  const hasTried = tests.length >= 1;
  const isSecondDone = tests.length >= 2;
  return [
    request?.state === 'sent' || permission !== null,
    permission !== null,
    hasTried,
    hasTried && (isDayGivenBack || isSecondDone),
    isSecondDone,
  ];
}

/** Reads how far a trial is; `null` = not read yet. */
export function useTrial(account: string, card: SavedCard, person: string): Trial | null {
  const ledger = useQuery(
    ask.asks.ledger.queryOptions({ input: { account, person, after: null, limit: LOOKED_AT } }),
  ).data;
  const record = useQuery(ask.people.read.queryOptions({ input: { person } })).data;
  if (ledger === undefined || record === undefined) return null;
  const request = ledger.rows.find((row) => row.card === card.id) ?? null;
  const permission = request === null ? heldFor(card, record.permissions) : answerTo(request, record.permissions);
  if (permission === null) return { request, permission, followUps: [], tests: [], isDayGivenBack: false };
  const ofYes = messagesSinceYes(permission, record.messages);
  const tests = ofYes.filter(({ kind, state }) => kind === 'test' && state === 'sent');
  const followUps = ofYes.filter(({ kind }) => kind === 'followup');
  return { request, permission, followUps, tests, isDayGivenBack: isGivenBack(permission, tests) };
}

/** Messages to the permission since its latest yes; in order. */
function messagesSinceYes(
  { id, optIn, created }: Permission,
  messages: readonly PersonMessage[],
): readonly PersonMessage[] {
  const since = (optIn ?? created)?.at ?? 0;
  return messages
    .filter(({ permission, due, ended }) => permission === id && ((ended ?? due)?.at ?? 0) >= since)
    .toReversed();
}

/** A day that was given back stands in the ledger as if the test had not been. */
function isGivenBack({ last }: Permission, tests: readonly PersonMessage[]): boolean {
  const latestAt = tests.at(-1)?.ended?.at ?? null;
  return latestAt !== null && (last?.at ?? 0) < latestAt;
}

/** A permission for the card's title that the tester gave before. */
function heldFor({ card }: SavedCard, permissions: readonly Permission[]): Permission | null {
  const titles = titlesOf(card).map(({ title }) => title);
  return permissions.find(({ topic, status }) => status === 'active' && titles.some((one) => one === topic)) ?? null;
}

/** The permission for one of the titles that was given since the card was there, or before it, for a card sent again. */
function answerTo({ titles, answered, asked }: RequestRow, permissions: readonly Permission[]): Permission | null {
  const held = permissions.filter(
    ({ topic, status }) => status === 'active' && titles.some((title) => title === topic),
  );
  if (answered !== null) return held[0] ?? null;
  // Found by reading Meta's list, where nobody tells which card it answers.
  return held.find(({ optIn, created }) => (optIn ?? created ?? { at: 0 }).at >= (asked?.at ?? 0)) ?? null;
}
