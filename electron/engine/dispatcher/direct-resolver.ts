import type { UncertainDirect } from '#engine/store/operations/settling-direct.ts';
import type { Account } from '#shared/domain/account.ts';
import { type ConversationLook, decideDirectSettlement } from './direct-settlement.ts';
import type { LaneContext } from './lane-context.ts';
import type { ReadingLaneParts } from './lane-parts.ts';

/** Rows looked at in one round. */
const ROUND = 200;

/**
 * Looks for uncertain cards and follow-ups of one account in their conversations, since no token read can prove them. Round by
 * round, in a patient loop beside the sends.
 */
export class DirectResolver {
  readonly #context: LaneContext;
  readonly #lane: ReadingLaneParts;

  constructor(context: LaneContext, lane: ReadingLaneParts) {
    this.#context = context;
    this.#lane = lane;
  }

  /** One round of looks; returns how long until the next is due, `null` when nothing is left to look for. */
  async round(account: Account): Promise<number | null> {
    if (!this.#lane.mayRead()) return null;
    const { store, ports } = this.#context.parts;
    const at = ports.clock.now();
    const { due, nextAt } = await store.read('settling.dueDirect', { accountId: account.id, at, limit: ROUND });
    if (due.length === 0) return nextAt === null ? null : nextAt - at;
    let needsPerson = 0;
    for (const row of due) {
      const look = row.answeredAt === null ? await this.#look(account, row) : ({ kind: 'seen', messages: [] } as const);
      if (look === null) break;
      if (await this.#settle(account, row, look)) needsPerson += 1;
    }
    this.#tellPerson(account, needsPerson);
    if (this.#lane.signal.aborted || !this.#lane.mayRead()) return null;
    this.#lane.wake();
    return 0;
  }

  /** `null` = the lane ends, or the account may not read any more. */
  async #look(account: Account, row: UncertainDirect): Promise<ConversationLook | null> {
    const { graph } = this.#context.parts;
    if (!(await this.#mayCall())) return null;
    const conversation = await graph.conversationWith(account, row.recipient);
    if (conversation.kind === 'refused') return this.#stopFor(conversation.stop, conversation.facts.text);
    if (conversation.kind !== 'ok') return { kind: 'noAnswer' };
    if (conversation.value === null) return { kind: 'seen', messages: [] };
    if (!(await this.#mayCall())) return null;
    const messages = await graph.readMessages(account, conversation.value);
    if (messages.kind === 'refused') return this.#stopFor(messages.stop, messages.facts.text);
    return messages.kind === 'ok' ? { kind: 'seen', messages: messages.value } : { kind: 'noAnswer' };
  }

  async #mayCall(): Promise<boolean> {
    await this.#lane.gate.pass(this.#lane.signal);
    return !this.#lane.signal.aborted && this.#lane.mayRead();
  }

  #stopFor(reason: Parameters<ReadingLaneParts['stops']['stop']>[0]['reason'], text: string | null): null {
    this.#lane.stops.stop({ reason, until: null, detail: text ?? 'a read was refused' });
    this.#lane.wake();
    return null;
  }

  /** Once for a whole round: a hundred lost cards are one thing to tell. */
  #tellPerson(account: Account, cards: number): void {
    if (cards === 0) return;
    this.#context.events.emit({ kind: 'uncertain', accountId: account.id, count: cards });
    const text = 'It cannot be told whether a card arrived. Please decide.';
    this.#context.parts.ports.notifier.notify({ kind: 'uncertain', title: account.name, text });
  }

  /** Returns whether only a person can decide it now. */
  async #settle(account: Account, row: UncertainDirect, look: ConversationLook): Promise<boolean> {
    const { store, ports } = this.#context.parts;
    const now = ports.clock.now();
    const settlement = decideDirectSettlement({
      ...row,
      now,
      look,
      settleMs: this.#context.settings.settleMsOf(account),
    });
    const { verdict, change } = settlement;
    const nextReadAt = 'nextReadAt' in settlement ? settlement.nextReadAt : null;
    const asked = 'askedAt' in settlement ? { askedAt: settlement.askedAt } : {};
    await store.write(
      'settling.recordDirect',
      { deliveryId: row.id, kind: row.kind, attempt: row.attempt, readAt: now, verdict, change, nextReadAt, ...asked },
      { priority: 'urgent' },
    );
    if (change !== null) this.#context.events.emit({ kind: 'deliveriesChanged', campaignId: null, count: 1 });
    return change === null && nextReadAt === null;
  }
}
