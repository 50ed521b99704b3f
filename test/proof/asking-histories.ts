import fc from 'fast-check';
import { selectAll } from '#engine/store/database.ts';
import type { DeliveryId, RecipientId } from '#shared/domain/ids.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { DAY, HOUR, SECOND } from '#shared/time/duration.ts';
import { AskWorld, CARD, type NetworkScript } from '#test/support/ask-world.ts';

/** What random histories showed. */
export interface AskingFigures {
  readonly histories: number;
  /** Cards the practice platform accepted. */
  readonly sent: number;
  /** Cards it refused because a limit of asking was broken, each with its history. */
  readonly refused: readonly string[];
  readonly seconds: number;
}

/** Where histories play: both platforms, Sundial's guard "once per window" on and off. */
const SETTINGS = (['messenger', 'instagram'] as const).flatMap((platform) =>
  [true, false].map((isGuarded) => ({ platform, isGuarded })),
);

/** What happens to a POST: it arrives, its answer is lost, or it never arrives and nobody can tell. */
type Network = 'carry' | 'lose' | 'cut';

type Step =
  | { readonly kind: 'write' | 'yes' | 'decide'; readonly person: number }
  | { readonly kind: 'ask'; readonly person: number; readonly title: number; readonly network: Network }
  | { readonly kind: 'wait'; readonly forMs: number };

const aPerson = fc.nat({ max: 1 });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('write', 'write', 'write', 'yes', 'decide'), person: aPerson }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ask'),
      person: aPerson,
      title: fc.nat({ max: 11 }),
      network: fc.constantFrom('carry', 'carry', 'lose', 'cut'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      forMs: fc.constantFrom(HOUR, 5 * HOUR, DAY - SECOND, DAY, 7 * DAY),
    }),
  },
);

/** Platform's refusals for breaking a limit of asking (META-API 1.4). */
const BROKEN_LIMITS = `
SELECT code, subcode FROM attempt WHERE (code = 613 AND subcode = 1893016) OR (code = 9 AND subcode = 2018352)
  OR (code = 10 AND subcode IN (2018278, 2534022))`;

function cardOf(title: number): OptInCard {
  return { ...CARD, title: `Topic ${title % 6}`, imageUrl: `https://bakery.example/${title < 6 ? 'one' : 'two'}.png` };
}

const aHistory = fc.array(aStep, { minLength: 4, maxLength: 16 });

class History {
  readonly world: AskWorld;
  readonly #people: readonly { readonly id: RecipientId; readonly scopedId: string }[];
  readonly #accepted: { readonly id: RecipientId; readonly title: string }[] = [];

  constructor(platform: 'messenger' | 'instagram', isGuarded: boolean) {
    this.world = new AskWorld({ platform, strict: isGuarded });
    this.#people = [0, 1].map((number) => this.world.personWhoWrote(number));
    if (isGuarded) return;
    void this.world.store.write('setting.write', { key: 'ask.oncePerWindow', value: 'off' });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'wait':
        return this.world.clock.advance(step.forMs);
      case 'write':
        return this.#write(this.#person(step.person));
      case 'ask':
        return this.#ask(this.#person(step.person).id, cardOf(step.title), step.network);
      case 'yes':
        return this.#yes(this.#person(step.person));
      case 'decide':
        return this.#decide(this.#person(step.person).id);
    }
  }

  async #write({ id, scopedId }: { readonly id: RecipientId; readonly scopedId: string }): Promise<void> {
    this.world.act(scopedId, 'message');
    await this.world.store.write('ask.noteInbound', {
      recipientId: id,
      at: this.world.clock.now(),
      openedBy: 'message',
    });
  }

  async #ask(id: RecipientId, card: OptInCard, network: Network): Promise<void> {
    const { world } = this;
    const [planned] = await world.plan([id], { card, followUps: ['Welcome!', 'We bake on Fridays.'] });
    if (planned?.kind === 'planned') this.#accepted.push({ id, title: card.title ?? '' });
    world.onRequest = ({ method, path }): NetworkScript => {
      if (network === 'carry' || method !== 'POST' || !path.endsWith('/messages')) return 'carry';
      return network === 'lose' ? 'lose' : { kind: 'broken', why: 'cut' };
    };
    await world.dispatchFor(3 * SECOND);
    world.onRequest = () => 'carry';
  }

  async #yes({ id, scopedId }: { readonly id: RecipientId; readonly scopedId: string }): Promise<void> {
    const asked = this.#accepted.findLastIndex((one) => one.id === id);
    const [one] = asked < 0 ? [] : this.#accepted.splice(asked, 1);
    if (one === undefined) return;
    const { db } = this.world;
    const known = selectAll(db, 'SELECT 1 FROM notification_token WHERE recipient_id = ? AND topic = ?', [
      id,
      one.title,
    ]);
    if (known.length > 0) return;
    await this.world.yes(id, scopedId, one.title);
    await this.world.dispatchFor(5 * SECOND);
  }

  async #decide(id: RecipientId): Promise<void> {
    const open = selectAll(this.world.db, `SELECT id FROM delivery WHERE recipient_id = ? AND state = 'uncertain'`, [
      id,
    ]);
    for (const row of open) {
      const decided = { verdict: 'drop', at: this.world.clock.now(), coolDownMs: 0 } as const;
      await this.world.store.write('settling.byPerson', { id: Number(row['id']) as DeliveryId, ...decided }); // a row id
    }
  }

  #person(number: number): { readonly id: RecipientId; readonly scopedId: string } {
    const person = this.#people[number];
    if (person === undefined) throw new Error(`There is no person ${number}.`);
    return person;
  }
}

/**
 * Random histories of writing, asking, saying yes, waiting and deciding, with answers lost and cut: the practice platform, which checks
 * every limit itself, refuses no card that leaves (seeds/004, Limitazioni).
 */
export async function proveAsking(of: {
  readonly histories: number;
  readonly seed: number;
  readonly onHistory?: (done: number) => void;
}): Promise<AskingFigures> {
  const startedAt = performance.now();
  const refused: string[] = [];
  let [done, sent] = [0, 0];
  for (const steps of fc.sample(aHistory, { numRuns: of.histories, seed: of.seed })) {
    const setting = SETTINGS[done % SETTINGS.length];
    if (setting === undefined) throw new Error('There is no setting.');
    const history = new History(setting.platform, setting.isGuarded);
    for (const step of steps) await history.take(step);
    const codes = selectAll(history.world.db, BROKEN_LIMITS);
    if (codes.length > 0) refused.push(JSON.stringify({ ...setting, codes, steps }));
    sent += history.world.accepted('optin');
    history.world.close();
    done += 1;
    of.onHistory?.(done);
  }
  return { histories: done, sent, refused, seconds: Math.round((performance.now() - startedAt) / 1_000) };
}
