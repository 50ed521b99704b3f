import { useQuery } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { RequestRow, SavedCard } from '#shared/contract/asks.ts';
import type { Permission } from '#shared/contract/people.ts';

/** Requests looked at; a tester has been asked a few times at most. */
const LOOKED_AT = 200;

/** How far a trial is, by what the engine knows. */
export interface Trial {
  /** The latest request with this card; `null` = none. */
  readonly request: RequestRow | null;
  /** The permission that came of it; `null` = none yet. */
  readonly permission: Permission | null;
  /** Test messages to that permission that Meta accepted. */
  readonly tests: number;
  /** Whether Meta gave the day of the latest test back, so that the next message may follow. */
  readonly isDayGivenBack: boolean;
}

/** Which of the five steps are done, in order. */
export function stepsDone({ request, permission, tests, isDayGivenBack }: Trial): readonly boolean[] {
  const hasTried = tests >= 1;
  return [
    request?.state === 'sent',
    permission !== null,
    hasTried,
    hasTried && (isDayGivenBack || tests >= 2),
    tests >= 2,
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
  const permission = request === null ? null : answerTo(request, record.permissions);
  const tests = record.messages.filter(
    (message) => message.kind === 'test' && message.state === 'sent' && message.permission === permission?.id,
  );
  // A day that was given back stands in the ledger as if the test had not been.
  const [latest] = tests;
  const last = permission?.last?.at ?? 0;
  const isDayGivenBack = latest?.ended !== undefined && latest.ended !== null && last < latest.ended.at;
  return { request, permission, tests: tests.length, isDayGivenBack };
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
