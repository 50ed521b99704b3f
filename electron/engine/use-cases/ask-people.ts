import { momentTeller } from '#engine/screens/moments.ts';
import type { AskablePage, AskableRow, MayAsk } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import { parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type AskAnswer, type AskFacts, askMeters, mayAsk } from '#shared/rules/opt-in-guard.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { EpochMs } from '#shared/time/instant.ts';
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
    const rules = rulePackOf(account, context.parts.rulePacks);
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
          ...askMeters(facts, at),
        };
      }),
    );
    const last = people.length < input.limit ? undefined : people.at(-1);
    const barredUntil = await store.read('ask.barredUntil', { accountId: account.id });
    return {
      rows,
      after: last === undefined ? null : { at: last.lastInboundAt, id: last.recipientId },
      barredUntil: barredUntil === null || barredUntil <= at ? null : tell(barredUntil, null),
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
    const answer = mayAsk(
      facts,
      titlesOf(card.card),
      { rules: rulePackOf(account, context.parts.rulePacks), guards },
      at,
    );
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

async function factsOf({ parts }: UseCaseContext, recipientId: RecipientId, at: EpochMs): Promise<AskFacts> {
  const facts = await parts.store.read('ask.facts', { recipientId, at, except: null });
  if (facts === null) throw refuse('personGone', {}, { where: 'person' });
  return facts;
}
