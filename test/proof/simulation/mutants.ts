import { execute, type WritableDb } from '#engine/store/database.ts';
import type { CallOptions, Store } from '#engine/store/store.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';

/** A bug put into the engine on purpose, which the simulation has to see (RELIABILITY T15). */
export interface Mutant {
  /** Completes "an engine that …". */
  readonly bug: string;
  readonly mutate: MutateStore;
  /** Worlds in which it shows, tried in order until one does; they were found by trying. */
  readonly seeds: readonly number[];
}

/** Puts something between the engine and its store. */
export type MutateStore = (store: Store, db: WritableDb) => Store;

type Args = Readonly<Record<string, unknown>>;
/** Changes the arguments of a call, or the rows around it. */
type Around = (args: Args, db: WritableDb) => Args;

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

/** Bugs at the seams that a wrong edit would hit: what one operation is told, or what it leaves. */
export const MUTANTS: readonly Mutant[] = [
  before('sends again what was on its way when it crashed', 'recovery.crashed', (args, db) => {
    execute(
      db,
      `UPDATE delivery SET state = 'scheduled', reason = 'notBegun', next_at_ms = ? WHERE state = 'sending'`,
      [Number(args['at'])],
    );
    return args;
  }),
  before('sends again what brought no usable answer', 'result.record', (args) => ({
    ...args,
    answers: changesOf(args, 'answers', ({ change, answeredAt, ...rest }) =>
      kindOf(change) === 'uncertain'
        ? { ...rest, answeredAt, change: { kind: 'scheduled', reason: 'notBegun', nextAt: answeredAt } }
        : { ...rest, answeredAt, change },
    ),
  })),
  before('calls sent what was proven unsent', 'settling.record', (args) => ({
    ...args,
    reads: changesOf(args, 'reads', ({ change, readAt, ...rest }) =>
      kindOf(change) === 'scheduled' || kindOf(change) === 'missed'
        ? { ...rest, readAt, change: { kind: 'sent', reason: 'provenByReadBack', messageId: null, acceptedAt: readAt } }
        : { ...rest, readAt, change },
    ),
  })),
  before('forgets when it last sent', 'claim.group', (args, db) => {
    execute(db, 'UPDATE token_ledger SET last_accepted_at_ms = NULL, next_eligible_at_ms = NULL');
    return args;
  }),
  before('waits 23 hours instead of 24', ['plan.launch', 'claim.group'], (args, db) => {
    execute(db, `UPDATE token_ledger SET next_eligible_at_ms = NULL WHERE next_eligible_source = 'forecast'`);
    return eachGroup(args, (group) => ({ ...group, rules: shorterCoolDown(group['rules']) }));
  }),
  before('looks at messages half an hour before their time', 'claim.group', (args, db) => {
    execute(db, `UPDATE delivery SET next_at_ms = due_at_ms - ? WHERE state = 'scheduled' AND attempts = 0`, [
      30 * MINUTE,
    ]);
    return args;
  }),
  before('lets messages leave hours after their last moment', 'recovery.sweepLate', (args, db) => {
    execute(db, `UPDATE delivery SET last_at_ms = last_at_ms + ? WHERE state = 'scheduled' AND last_at_ms < ?`, [
      9 * HOUR,
      Number(args['at']),
    ]);
    return args;
  }),
  before('forgets that one person may hold two permissions', ['plan.launch', 'claim.group'], (args) =>
    eachGroup(args, (group) => ({ ...group, guards: { personGapMs: null } })),
  ),
  before('counts every message twice', 'result.record', (args, db) => {
    execute(db, `UPDATE campaign_count SET n = n + 1 WHERE state = 'scheduled'`);
    return args;
  }),
];

function before(bug: string, names: string | readonly string[], around: Around): Mutant {
  const mutate: MutateStore = (store, db) => {
    // A mutant breaks the types on purpose.
    const untyped = store as unknown as { write(name: string, args: Args, options?: CallOptions): Promise<unknown> };
    const wrapped = async (called: string, args: Args, options?: CallOptions) =>
      untyped.write(called, names.includes(called) ? around(args, db) : args, options);
    return { ...store, write: wrapped as unknown as Store['write'] }; // as above
  };
  return { bug, mutate, seeds: SEEDS };
}

function changesOf(args: Args, list: string, change: (item: Args) => Args): readonly Args[] {
  return (args[list] as readonly Args[]).map(change); // a list by the operation's own type
}

/** A claim is told about several accounts at once, a launch about one campaign. */
function eachGroup(args: Args, change: (group: Args) => Args): Args {
  return 'groups' in args ? { ...args, groups: changesOf(args, 'groups', change) } : change(args);
}

function kindOf(change: unknown): string | null {
  return typeof change === 'object' && change !== null && 'kind' in change ? String(change.kind) : null;
}

function shorterCoolDown(rules: unknown): unknown {
  const pack = rules as { readonly rules: Readonly<Record<string, object>> }; // a rule pack by the operation's own type
  return { ...pack, rules: { ...pack.rules, coolDown: { ...pack.rules['coolDown'], value: 23, unit: 'hours' } } };
}
