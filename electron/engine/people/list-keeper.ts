import type { ListFacts } from '#engine/store/operations/people-list.ts';
import type { Store } from '#engine/store/store.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';

/** Where the engine's parts and services come from. */
type Context = Pick<UseCaseContext, 'parts' | 'services'>;

/** Makes the list of people at first need and keeps it right afterwards. */
export class ListKeeper {
  readonly #context: Context;
  #building: Promise<void> | null = null;
  #isReady = false;
  #isAwaited = false;
  #refreshing: Promise<boolean> | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Whether the list stands. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Makes the list, once; resolves when it stands. */
  ready(): Promise<void> {
    this.#building ??= this.#build().catch((error: unknown) => {
      this.#building = null;
      throw error;
    });
    return this.#building;
  }

  /** Makes the list in the background and tells the screens when it stands, since they show something simpler meanwhile. */
  makeBehind(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    this.ready().then(
      () => this.#tell(),
      (error: unknown) => {
        this.#isAwaited = false;
        this.#log(error);
      },
    );
  }

  /** Brings the list up to date; resolves with whether anything had changed. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /**
   * The same behind a question that was answered already: the writer may be busy with an import for seconds, and nobody waits for the
   * list to be the newest. Screens are told when it was not.
   */
  refreshBehind(): void {
    if (this.#refreshing !== null) return;
    this.refresh().then(
      (hasChanged) => {
        if (hasChanged) this.#tell();
      },
      (error: unknown) => this.#log(error),
    );
  }

  async #build(): Promise<void> {
    const { store } = this.#context.parts;
    // First the watch: what changes while the list is made is put right by the next refresh.
    await store.write('people.watch', null);
    await store.read('people.build', await this.#facts(), { lane: 'list' });
    this.#isReady = true;
  }

  async #refresh(): Promise<boolean> {
    const { store } = this.#context.parts;
    await this.ready();
    const changed = await store.write('people.takeChanged', null);
    return store.read('people.refresh', { ...(await this.#facts()), changed }, { lane: 'list' });
  }

  async #facts(): Promise<ListFacts> {
    const { store, rulePacks, ports } = this.#context.parts;
    const accounts = await store.read('account.list', null);
    const waits = accounts.map((account) => [account.id, ruleMs(rulePackOf(account, rulePacks), 'coolDown')] as const);
    return { now: ports.clock.now(), coolDownMs: Object.fromEntries(waits) };
  }

  #tell(): void {
    this.#context.services.tell({ kind: 'changed', things: ['people'], campaign: null });
  }

  #log(error: unknown): void {
    this.#context.parts.ports.logger.warn('people.list', { error: String(error) });
  }
}

const keepers = new WeakMap<Store, ListKeeper>();

/** The keeper of a workspace's list. */
export function listKeeper(context: Context): ListKeeper {
  const known = keepers.get(context.parts.store);
  if (known !== undefined) return known;
  const keeper = new ListKeeper(context);
  keepers.set(context.parts.store, keeper);
  return keeper;
}
