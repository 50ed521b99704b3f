import type { FormerZones } from '#engine/store/operations/people-change.ts';
import type { RecipientId, TokenId } from '#shared/domain/ids.ts';

/** Who had one time zone. */
interface HadZone {
  readonly people: RecipientId[];
  readonly tokens: TokenId[];
}

/**
 * Time zones as they were before a change, gathered by zone: a million people are then two lists of numbers for each zone, instead of two
 * million small objects that outlive the change.
 */
export class FormerZonesKept {
  readonly #byZone = new Map<string | null, HadZone>();

  add({ people, tokens }: FormerZones): void {
    for (const { id, zone } of people) this.#of(zone).people.push(id);
    for (const { id, zone } of tokens) this.#of(zone).tokens.push(id);
  }

  /** Whether nothing was changed. */
  get isEmpty(): boolean {
    return this.#byZone.size === 0;
  }

  /** All tokens that were changed. */
  tokenIds(): readonly TokenId[] {
    return [...this.#byZone.values()].flatMap(({ tokens }) => tokens);
  }

  /** All people who were changed themselves. */
  peopleIds(): readonly RecipientId[] {
    return [...this.#byZone.values()].flatMap(({ people }) => people);
  }

  /** What to put back, at most `size` people and tokens each at once. */
  *chunks(size: number): Generator<FormerZones, void, undefined> {
    for (const [zone, { people, tokens }] of this.#byZone) {
      for (let from = 0; from < Math.max(people.length, tokens.length); from += size) {
        yield {
          people: people.slice(from, from + size).map((id) => ({ id, zone })),
          tokens: tokens.slice(from, from + size).map((id) => ({ id, zone })),
        };
      }
    }
  }

  #of(zone: string | null): HadZone {
    const known = this.#byZone.get(zone) ?? { people: [], tokens: [] };
    this.#byZone.set(zone, known);
    return known;
  }
}
