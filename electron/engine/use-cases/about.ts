import { z } from 'zod';
import { momentOf } from '#engine/screens/moments.ts';
import type { About } from '#shared/contract/about.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { documentUseCase } from './use-case.ts';

/** What this Sundial is: versions, zone release, Meta's limits with their sources (DESIGN 4, 5). */
export const readAbout = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<About> => {
    const { parts, services } = context;
    return {
      version: services.version,
      zoneRelease: parts.zones.release,
      dataFolder: parts.folder,
      now: await momentOf(context, parts.ports.clock.now(), null),
      rulePacks: [...parts.rulePacks.values()].map(toPack),
    };
  },
});

function toPack({ name, dated, rules }: RulePack): About['rulePacks'][number] {
  return {
    name,
    dated,
    rules: Object.values(rules).map(({ id, value, unit, source }) => ({ name: id, value, unit, source })),
  };
}
