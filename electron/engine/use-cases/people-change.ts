import { z } from 'zod';
import { factOfChange } from '#engine/facts-of.ts';
import { FormerZonesKept } from '#engine/people/former-zones.ts';
import { listKeeper } from '#engine/people/list-keeper.ts';
import { listQuestion, listSort } from '#engine/people/list-question.ts';
import { PEOPLE_UNDO, type PeopleUndo } from '#engine/people/undo-shelf.ts';
import type { PeopleChanged } from '#engine/store/operations/people-change.ts';
import type { PeopleChange } from '#shared/contract/people.ts';
import { type PeopleOrder, type Who, whoSchema } from '#shared/contract/people-filter.ts';
import { parsePublicId, type RecipientId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { documentUseCase, type UseCaseContext, writeAudit } from './use-case.ts';

/** People changed in one transaction: some milliseconds, so that claims and answers never wait for long (Sundial's choice). */
const CHUNK = 250;
/** Tokens whose people are looked up at once. */
const LOOKED_UP = 5_000;

const NO_MATTER: PeopleOrder = { by: 'name', direction: 'rising' };

/** "Never message again" for the people named, with an undo. */
export const suppressPeople = documentUseCase({
  input: z.strictObject({ who: whoSchema }),
  audit: (_input, output: PeopleChange) => audited(output),
  run: ({ who }, context) => changeWish(context, who, 'people.suppress'),
});

/** Takes "never message again" back for the people named, with an undo. */
export const allowPeople = documentUseCase({
  input: z.strictObject({ who: whoSchema }),
  audit: (_input, output: PeopleChange) => audited(output),
  run: ({ who }, context) => changeWish(context, who, 'people.unsuppress'),
});

/** Sets the time zone of the people named, with an undo. Messages that are planned keep their time. */
export const setZoneOfPeople = documentUseCase({
  input: z.strictObject({ who: whoSchema, zone: z.string() }),
  audit: (_input, output: PeopleChange) => audited(output),
  run: async ({ who, zone: text }, context): Promise<PeopleChange> => {
    const { parts } = context;
    const identity = parts.zones.identify(text);
    if (identity.kind !== 'known') {
      throw refuse('zoneUnknown', { zone: text }, { where: 'zone' });
    }
    const zone = parts.zones.currentName(identity.zone);
    const former = new FormerZonesKept();
    try {
      await inChunks(context, who, async (recipientIds) => {
        former.add(await parts.store.write('people.setZone', { recipientIds, zone }));
      });
    } catch (error) {
      if (!former.isEmpty) await noteCutShort(context, 'people.setZone', await countOf(context, former));
      throw error;
    }
    const people = await countOf(context, former);
    return finish(context, { people, takenBack: 0 }, { kind: 'zones', former, people });
  },
});

/** Takes a change of people back. */
export const undoPeople = documentUseCase({
  input: z.strictObject({ undo: z.string() }),
  audit: (_input, output: { readonly people: number }) => ({ subject: 'people', detail: output }),
  run: async (input, context) => {
    const { parts, services } = context;
    const undo = PEOPLE_UNDO.take(parts.store, input.undo);
    if (undo === null) throw refuse('undoGone', {}, { where: 'undo' });
    const people = await takeBack(context, undo);
    services.changed();
    await refreshList(context);
    return { people };
  },
});

/** Token ids of the people somebody means, sorted. */
export async function tokensOf(context: UseCaseContext, who: Who, sort: PeopleOrder): Promise<readonly number[]> {
  if (who.kind === 'these') return who.permissions.map((one) => parsePublicId('permission', one));
  const keeper = listKeeper(context);
  await keeper.refresh();
  const question = await listQuestion(context, who.filter);
  return context.parts.store.read('people.all', { ...question, sort: listSort(sort) }, { lane: 'list' });
}

type Wish = 'people.suppress' | 'people.unsuppress';

async function changeWish(context: UseCaseContext, who: Who, wish: Wish): Promise<PeopleChange> {
  const { store, ports } = context.parts;
  const people: RecipientId[] = [];
  let takenBack = 0;
  const at = ports.clock.now();
  const work = async (recipientIds: readonly RecipientId[]): Promise<void> => {
    const done: PeopleChanged = await store.write(wish, { recipientIds, at }, { priority: 'urgent' });
    people.push(...done.changed);
    takenBack += done.takenBack;
  };
  try {
    await inChunks(context, who, work);
  } catch (error) {
    const action = wish === 'people.suppress' ? 'people.suppress' : 'people.allow';
    if (people.length > 0) await noteCutShort(context, action, people.length);
    throw error;
  }
  const kind = wish === 'people.suppress' ? 'unsuppress' : 'suppress';
  return finish(context, { people: people.length, takenBack }, { kind, people });
}

/**
 * Whoever left in the middle has changed those who came before: it stands in the log, and nobody is shown them as they were. What is done
 * stays done, for a half undo of its own could be cut short as well.
 */
async function noteCutShort(
  context: UseCaseContext,
  action: 'people.suppress' | 'people.allow' | 'people.setZone',
  people: number,
): Promise<void> {
  const { services } = context;
  await writeAudit(action, { subject: 'people', detail: { people, cutShort: true } }, context);
  services.changed();
  await refreshList(context);
  services.tell(factOfChange(action));
}

async function inChunks(
  context: UseCaseContext,
  who: Who,
  work: (people: readonly RecipientId[]) => Promise<void>,
): Promise<void> {
  const people = await peopleOf(context, await tokensOf(context, who, NO_MATTER));
  for (let from = 0; from < people.length; from += CHUNK) {
    context.signal.throwIfAborted();
    context.onProgress({ what: 'people', done: from, total: people.length });
    await work(people.slice(from, from + CHUNK));
  }
}

async function peopleOf({ parts }: UseCaseContext, tokens: readonly number[]): Promise<readonly RecipientId[]> {
  const people = new Set<RecipientId>();
  for (let from = 0; from < tokens.length; from += LOOKED_UP) {
    const ids = tokens.slice(from, from + LOOKED_UP);
    for (const id of await parts.store.read('people.ofTokens', { ids }, { lane: 'bulk' })) people.add(id);
  }
  return [...people];
}

async function countOf(context: UseCaseContext, former: FormerZonesKept): Promise<number> {
  const people = new Set<RecipientId>(former.peopleIds());
  for (const id of await peopleOf(context, former.tokenIds())) people.add(id);
  return people.size;
}

async function takeBack({ parts }: UseCaseContext, undo: PeopleUndo): Promise<number> {
  const { store, ports } = parts;
  if (undo.kind === 'zones') {
    for (const former of undo.former.chunks(CHUNK)) await store.write('people.putZones', former);
    return undo.people;
  }
  const at = ports.clock.now();
  let count = 0;
  for (let from = 0; from < undo.people.length; from += CHUNK) {
    const recipientIds = undo.people.slice(from, from + CHUNK);
    const done = await store.write(`people.${undo.kind}`, { recipientIds, at }, { priority: 'urgent' });
    count += done.changed.length;
  }
  return count;
}

async function finish(
  context: UseCaseContext,
  done: Omit<PeopleChange, 'undo'>,
  undo: PeopleUndo,
): Promise<PeopleChange> {
  const { parts, services } = context;
  services.changed();
  await refreshList(context);
  if (done.people === 0) return { ...done, undo: null };
  const handle = parts.ports.random.hex(8);
  PEOPLE_UNDO.keep(parts.store, handle, undo);
  return { ...done, undo: handle };
}

/** Whoever changed people sees the list as it is now, not as it was. */
async function refreshList(context: UseCaseContext): Promise<void> {
  const keeper = listKeeper(context);
  if (keeper.isReady) await keeper.refresh();
}

function audited({ people, takenBack }: PeopleChange): { readonly subject: string; readonly detail: unknown } {
  return { subject: 'people', detail: { people, takenBack } };
}
