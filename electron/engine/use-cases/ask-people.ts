import { momentTeller } from '#engine/screens/moments.ts';
import { type AskablePage, type AskableRow, askInputs, type MayAsk } from '#shared/contract/asks.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import type { AskedTitle } from '#shared/domain/opt-in.ts';
import { type AskAnswer, type AskFacts, mayAsk } from '#shared/rules/opt-in-guard.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { DAY, WEEK } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { findCard } from './ask-cards.ts';
import { findAccount } from './find-account.ts';
import { shortToken } from './short-token.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** People whose window is open, soonest to close first, each with whether they may be asked. */
export const listAskable = documentUseCase({
  input: askInputs.people,
  run: async (input, context): Promise<AskablePage> => {
    const { store, ports } = context.parts;
    const account = await findAccount(context.parts, input.account);
    const rules = rulesOf(account, context);
    const at = ports.clock.now();
    const titles = input.card === null ? [] : titlesOf((await findCard(context.parts, input.card)).card);
    const after =
      input.after === null
        ? null
        : { lastInboundAt: input.after.at as EpochMs, recipientId: input.after.id as RecipientId }; // handed out by this very answer
    const people = await store.read('ask.people', { accountId: account.id, at, rules, after, limit: input.limit });
    const tell = await momentTeller(context);
    const guards = await store.read('ask.guards', null);
    const rows = await Promise.all(
      people.map(async (person): Promise<AskableRow> => {
        const facts = await factsOf(context, person.recipientId, at);
        const answer = mayAsk(facts, titles, { rules, guards }, at);
        return {
          person: toPublicId('person', person.recipientId),
          name: person.name,
          shortId: shortToken(person.recipient),
          lastWrote: tell(person.lastInboundAt, person.zone),
          openedBy: person.openedBy,
          windowEnds: tell(person.windowEndsAt, person.zone),
          answer: toAnswer(answer, (instant) => tell(instant, person.zone)),
          ...metersOf(facts, at),
        };
      }),
    );
    const last = people.length < input.limit ? undefined : people.at(-1);
    const barredUntil = await barredUntilOf(context, account, people[0]?.recipientId ?? null, at);
    return {
      rows,
      after: last === undefined ? null : { at: last.lastInboundAt, id: last.recipientId },
      barredUntil: barredUntil === null ? null : tell(barredUntil, null),
      isOncePerWindow: guards.isOncePerWindow,
      now: tell(at, null),
    };
  },
});

/** Whether one person may be asked with a card: the same rule as everywhere. */
export const mayAskPerson = documentUseCase({
  input: askInputs.mayAsk,
  run: async (input, context): Promise<MayAsk> => {
    const { parts } = context;
    const card = await findCard(parts, input.card);
    const account = await findAccount(parts, toPublicId('account', card.accountId));
    const at = parts.ports.clock.now();
    const recipientId = parsePublicId('person', input.person) as RecipientId; // a number that names a person, if there is one
    const facts = await factsOf(context, recipientId, at);
    const guards = await parts.store.read('ask.guards', null);
    const answer = mayAsk(facts, titlesOf(card.card), { rules: rulesOf(account, context), guards }, at);
    const tell = await momentTeller(context);
    return toAnswer(answer, (instant) => tell(instant, null));
  },
});

/** The answer of the rule as screens take it. */
export function toAnswer(
  answer: AskAnswer,
  tell: (at: EpochMs) => ReturnType<Awaited<ReturnType<typeof momentTeller>>>,
): MayAsk {
  if (answer.kind === 'ok') return { kind: 'ok' };
  const { reason, earliestAt, needsMessage } = answer;
  return { kind: 'not', reason, earliest: earliestAt === null ? null : tell(earliestAt), needsMessage };
}

/**
 * The limits of an account's rule pack.
 *
 * @throws {DomainError} `notFound` when the pack does not ship with this version.
 */
export function rulesOf({ rulePack }: Account, { parts }: Pick<UseCaseContext, 'parts'>): RulePack {
  const rules = parts.rulePacks.get(rulePack);
  if (rules === undefined) throw new DomainError('notFound', `There is no set of limits "${rulePack}".`, 'rule pack');
  return rules;
}

async function factsOf({ parts }: UseCaseContext, recipientId: RecipientId, at: EpochMs): Promise<AskFacts> {
  const facts = await parts.store.read('ask.facts', { recipientId, at, except: null });
  if (facts === null) throw new DomainError('notFound', 'This person is not known here any more.', 'person');
  return facts;
}

/** Different titles of 7 × 24 h and requests of 24 h, as Instagram counts them (seeds/004, Limitazioni). */
function metersOf(
  { earlier }: AskFacts,
  at: EpochMs,
): { readonly titlesInWeek: number; readonly requestsToday: number } {
  const inWeek = earlier.filter((request) => request.at > addMs(at, -WEEK));
  const titles = new Set(inWeek.flatMap((request) => request.titles.map(({ title }: AskedTitle) => title)));
  return { titlesInWeek: titles.size, requestsToday: earlier.filter((request) => request.at > addMs(at, -DAY)).length };
}

/** The bar stands on the account, and comes with the facts of any of its people. */
async function barredUntilOf(
  context: UseCaseContext,
  _account: Account,
  anybody: RecipientId | null,
  at: EpochMs,
): Promise<EpochMs | null> {
  if (anybody === null) return null;
  const { barredUntil } = await factsOf(context, anybody, at);
  return barredUntil !== null && barredUntil > at ? barredUntil : null;
}
