import type { EngineParts } from '#engine/engine-parts.ts';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { StoredCard } from '#engine/store/operations/asks-cards.ts';
import { askInputs } from '#shared/contract/asks.ts';
import type { CardLook, CardWarning, SavedCard } from '#shared/contract/opt-in-card.ts';
import type { Account } from '#shared/domain/account.ts';
import { parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { type ContentProblem } from '#shared/rules/message-content-check.ts';
import { optInMessageJson } from '#shared/rules/opt-in-message.ts';
import { DEFAULT_TITLE, DEFAULT_TITLE_SHOWN, titlesOf } from '#shared/rules/opt-in-titles.ts';
import { cardWarnings } from '#shared/rules/opt-in-warnings.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/** The cards of an account, or of all. */
export const listCards = documentUseCase({
  input: askInputs.cards,
  run: async ({ account }, context): Promise<SavedCard[]> => {
    const accountId = account === null ? null : (await findAccount(context.parts, account)).id;
    const tell = await momentTeller(context);
    const cards = await context.parts.store.read('card.list', { accountId });
    return cards.map((card) => toSaved(card, tell));
  },
});

/** Saves a card; an incomplete one, too, for it is still being written. */
export const saveCard = documentUseCase({
  input: askInputs.save,
  audit: ({ name }, { id }: SavedCard) => ({ subject: id, detail: { name } }),
  run: async (input, context): Promise<SavedCard> => {
    const { store, ports } = context.parts;
    const account = await findAccount(context.parts, input.account);
    const id = await store.write('card.save', {
      ...input,
      id: input.id === null ? null : parsePublicId('card', input.id),
      accountId: account.id,
      at: ports.clock.now(),
    });
    const card = await findCard(context.parts, toPublicId('card', id));
    return toSaved(card, await momentTeller(context));
  },
});

/** Puts a card away, or takes it back; what was sent with it stays in the ledger. */
export const removeCard = documentUseCase({
  input: askInputs.remove,
  audit: ({ id, isRemoved }) => ({ subject: id, detail: { isRemoved } }),
  run: async ({ id, isRemoved }, { parts }) => {
    const card = await findCard(parts, id);
    await parts.store.write('card.remove', { id: card.id, removedAt: isRemoved ? parts.ports.clock.now() : null });
    return { id };
  },
});

/** What a card will be, before it is sent: the very bytes, what is wrong, what is worth a look. */
export const lookAtCard = documentUseCase({
  input: askInputs.look,
  run: async ({ account: name, id, card, followUps }, context): Promise<CardLook> => {
    const account = await findAccount(context.parts, name);
    const others = await context.parts.store.read('card.list', { accountId: account.id });
    const own = id === null ? null : parsePublicId('card', id);
    return {
      messageJson: optInMessageJson(card),
      problems: problemsOf(card, account).map(toProblem),
      followUpProblems: followUps.map((text, index) => followUpProblems(text, index, account).map(toProblem)),
      warnings: warningsOf(
        card,
        others.filter((other) => other.id !== own),
      ),
      titles: titlesOf(card).map(({ title }) => title),
      defaultTitle: { platform: DEFAULT_TITLE, ...DEFAULT_TITLE_SHOWN },
      titleLimit: rulePackOf(account, context.parts.rulePacks).rules.optInTitleLength.value,
    };
  },
});

/** What the platform would refuse in a card. */
export function problemsOf(card: OptInCard, { platform }: Pick<Account, 'platform'>): readonly ContentProblem[] {
  return messageProblems(JSON.parse(optInMessageJson(card)), { platform, purpose: 'optInRequest' });
}

/** What the platform would refuse in a follow-up, by its place: the second and third have a limit of their own (META-API 6). */
export function followUpProblems(
  text: string,
  index: number,
  { platform }: Pick<Account, 'platform'>,
): readonly ContentProblem[] {
  return messageProblems({ text }, { platform, purpose: index === 0 ? 'firstFollowUp' : 'laterFollowUp' });
}

/** The rule's warnings, with the names and ids of the other cards they are about. */
function warningsOf(card: OptInCard, others: readonly StoredCard[]): CardWarning[] {
  return cardWarnings(card, others).map((warning) => {
    if (warning.kind !== 'alikeCard') return warning;
    const { other, title } = warning;
    return { kind: 'alikeCard', card: toPublicId('card', other.id), name: other.name, title };
  });
}

/**
 * The card somebody means.
 *
 * @throws {DomainError} `notFound`.
 */
export async function findCard({ store }: EngineParts, text: string): Promise<StoredCard> {
  const card = await store.read('card.read', { id: parsePublicId('card', text) });
  if (card === null) throw refuse('cardUnknown', { card: text }, { where: 'card' });
  return card;
}

function toProblem({ code, path, limit, sentence }: ContentProblem): CardLook['problems'][number] {
  return { code, path, limit, sentence };
}

function toSaved(card: StoredCard, tell: MomentTeller): SavedCard {
  const { id, accountId, name, version, followUps, asked, answered } = card;
  const { elements, ...single } = card.card;
  return {
    id: toPublicId('card', id),
    account: toPublicId('account', accountId),
    name,
    version,
    card: { ...single, elements: [...elements] },
    followUps: [...followUps],
    createdAt: tell(card.createdAt, null),
    changedAt: tell(card.changedAt, null),
    asked,
    answered,
  };
}
