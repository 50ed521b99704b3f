import { z } from 'zod';
import { listKeeper } from '#engine/people/list-keeper.ts';
import { listQuestion } from '#engine/people/list-question.ts';
import { findZone } from '#engine/people/zone-view.ts';
import { ZONE_TROUBLES, type ZoneGroup } from '#shared/contract/person-zone.ts';
import { EVERYBODY } from './people-list.ts';
import { documentUseCase } from './use-case.ts';

/** People whose time zone needs a look, grouped by the text that was given; those nobody can message at a local time first. */
export const findZoneTroubles = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<ZoneGroup[]> => {
    const { store, zones: table } = context.parts;
    const keeper = listKeeper(context);
    if (keeper.isReady) keeper.refreshBehind();
    else await keeper.ready();
    const { zones } = await store.read('people.choices', await listQuestion(context, EVERYBODY), { lane: 'list' });
    const groups = new Map<string, ZoneGroup>();
    for (const { tokenZone, personZone, count } of zones) {
      const { text, name, trouble } = findZone(table, tokenZone, personZone);
      if (trouble === null) continue;
      const key = JSON.stringify([trouble, text]);
      const sum = (groups.get(key)?.count ?? 0) + count;
      // UTC is a zone by its name; what the person's own is, nobody can know from it.
      groups.set(key, { trouble, text, suggestion: trouble === 'utc' ? null : name, count: sum });
    }
    const rank = (group: ZoneGroup): number => ZONE_TROUBLES.indexOf(group.trouble);
    return [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || b.count - a.count);
  },
});
