import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { campaignFileSchema } from '#engine/planner/campaign-file.ts';

/** Where the schema is published, for editors and other programs. */
export const CAMPAIGN_SCHEMA_PATH: string = fileURLToPath(
  new URL('../../resources/campaign-file.schema.json', import.meta.url),
);

/** The campaign file's JSON schema as text, made from what the engine reads; a test fails while the published one is stale. */
export function campaignFileJsonSchema(): string {
  const schema = z.toJSONSchema(campaignFileSchema, { io: 'input', unrepresentable: 'any' });
  const schedule = schema.properties?.['schedule'];
  if (typeof schedule === 'object') {
    // Exactly one of the two ways to say when; the engine checks it in words (`read-campaign-file.ts`).
    schedule.oneOf = [{ required: ['date', 'time'] }, { required: ['at'] }];
  }
  return `${JSON.stringify({ ...schema, title: 'Sundial campaign file' }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(CAMPAIGN_SCHEMA_PATH, campaignFileJsonSchema());
