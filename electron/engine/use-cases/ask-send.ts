import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { PlannedAsk } from '#engine/store/operations/asks.ts';
import type { PlannedCards } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import type { Account } from '#shared/domain/account.ts';
import { type DeliveryId, parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { optInMessageJson } from '#shared/rules/opt-in-message.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';
import { opensFor } from '#shared/rules/person-window.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { LocalWindow } from '#shared/time/window.ts';
import { findCard, followUpProblems, problemsOf } from './ask-cards.ts';
import { findAccount } from './find-account.ts';
import { findPerson } from './find-person.ts';
import { settingsOf } from './settings.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Most people asked at once; who is left is asked with the next press (Sundial's choice: a window is 24 h, the pace takes them all). */
const MOST_AT_ONCE = 20_000;
/** People planned in one transaction. */
const CHUNK = 500;

/** Plans a card for people; the dispatcher sends it, soonest window end first, and asks the same rule again. */
export const sendCards = documentUseCase({
  input: askInputs.send,
  audit: ({ card }, output: PlannedCards) => ({
    subject: card,
    detail: { planned: output.planned, not: output.not.length },
  }),
  run: async (input, context): Promise<PlannedCards> => {
    const { parts, services } = context;
    const saved = await findCard(parts, input.card);
    if (input.version !== undefined && input.version !== saved.version) {
      throw refuse('cardChangedSince', {}, { where: 'card' });
    }
    const account = await findAccount(parts, toPublicId('account', saved.accountId));
    refuseFaulty(saved.card, saved.followUps, account);
    const people = await peopleToAsk(context, account, input.people);
    const { policies } = await settingsOf(context);
    const plan = { card: saved.card, window: policies.window };
    const planned: PlannedAsk[] = [];
    for (let from = 0; from < people.length; from += CHUNK) {
      const chunk = people.slice(from, from + CHUNK).map((person) => askOf(context, person, plan));
      planned.push(
        ...(await parts.store.write('ask.plan', {
          accountId: account.id,
          templateId: saved.id,
          titles: titlesOf(saved.card),
          followUps: saved.followUps.map((text) => JSON.stringify({ text })),
          people: chunk,
          rules: rulePackOf(account, context.parts.rulePacks),
        })),
      );
    }
    services.changed();
    return toPlanned(planned, people, await momentTeller(context));
  },
});

/** Takes back cards that have not left. */
export const cancelCards = documentUseCase({
  input: askInputs.cancel,
  audit: ({ account }, { cancelled }: { readonly cancelled: number }) => ({ subject: account, detail: { cancelled } }),
  run: async ({ account: name, requests }, { parts, services }) => {
    const account = await findAccount(parts, name);
    const ids = requests?.map((id) => parsePublicId('delivery', id) as DeliveryId) ?? null; // numbers that name requests
    const at = parts.ports.clock.now();
    const cancelled = await parts.store.write('ask.cancel', { accountId: account.id, ids, at });
    services.changed();
    return { cancelled };
  },
});

/** A person who is to be asked. */
interface ToAsk {
  readonly recipientId: RecipientId;
  readonly name: string | null;
  readonly zone: string | null;
}

async function peopleToAsk(
  { parts }: UseCaseContext,
  account: Account,
  named: readonly string[] | null,
): Promise<readonly ToAsk[]> {
  const { store, ports } = parts;
  if (named !== null) {
    const ids = await Promise.all(named.map((id) => personNamed(parts, id, account)));
    return store.read('ask.named', { accountId: account.id, ids });
  }
  const rules = rulePackOf(account, parts.rulePacks);
  const at = ports.clock.now();
  return store.read('ask.people', { accountId: account.id, at, rules, after: null, limit: MOST_AT_ONCE });
}

/** A person by their id here (`p9`) or by their Meta id. */
async function personNamed(parts: UseCaseContext['parts'], text: string, account: Account): Promise<RecipientId> {
  if (/^p\d+$/u.test(text)) return parsePublicId('person', text) as RecipientId; // a number that names a person, if there is one
  const { recipientId } = await findPerson(parts, text, toPublicId('account', account.id));
  return recipientId as RecipientId; // row id
}

/**
 * The card for one person: in their own zone, and not before their hours for messages open. Their zone is never guessed: where it is
 * not known the card names none and goes at once.
 */
function askOf(
  { parts }: UseCaseContext,
  person: ToAsk,
  { card, window }: { readonly card: OptInCard; readonly window: LocalWindow | null },
): { readonly recipientId: RecipientId; readonly messageJson: string; readonly dueAt: EpochMs } {
  const identity = parts.zones.identify(person.zone);
  const zone = identity.kind === 'known' ? identity.zone : null;
  const now = parts.ports.clock.now();
  return {
    recipientId: person.recipientId,
    messageJson: optInMessageJson({ ...card, zone: card.zone ?? zone }),
    dueAt: zone === null ? now : opensFor(window, parts.zones, zone, now),
  };
}

/** @throws {DomainError} `invalidMessage` naming the first thing the platform would refuse. */
function refuseFaulty(card: OptInCard, followUps: readonly string[], account: Account): void {
  const [first] = [
    ...problemsOf(card, account),
    ...followUps.flatMap((text, index) => followUpProblems(text, index, account)),
  ];
  if (first === undefined) return;
  throw refuseContent(first, 'cardFault');
}

function toPlanned(answers: readonly PlannedAsk[], people: readonly ToAsk[], tell: MomentTeller): PlannedCards {
  const byId = new Map(people.map((person) => [person.recipientId, person]));
  return {
    planned: answers.filter(({ kind }) => kind === 'planned').length,
    requests: answers.flatMap((answer) =>
      answer.kind === 'planned' ? [toPublicId('delivery', answer.deliveryId)] : [],
    ),
    not: answers.flatMap((answer) => {
      if (answer.kind === 'planned') return [];
      const person = byId.get(answer.recipientId);
      const { reason, earliestAt, needsMessage } = answer;
      const earliest = earliestAt === null ? null : tell(earliestAt, person?.zone ?? null);
      return [
        {
          person: toPublicId('person', answer.recipientId),
          name: person?.name ?? null,
          reason,
          earliest,
          needsMessage,
        },
      ];
    }),
  };
}
