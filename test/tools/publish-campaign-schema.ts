import { writeFileSync } from 'node:fs';
import { campaignFileJsonSchema } from '#engine/planner/campaign-file.ts';

/** Writes `resources/campaign-file.schema.json` from the engine's own schema; a test fails while it is stale. */
const target = new URL('../../resources/campaign-file.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(campaignFileJsonSchema(), null, 2)}\n`);
