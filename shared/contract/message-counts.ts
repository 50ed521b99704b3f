import { z } from 'zod';

const count = z.int().min(0);

/** How far a campaign is; `planned` is the sum of the others. */
export const messageCountsSchema = z.strictObject({
  planned: count,
  sent: count,
  failed: count,
  skipped: count,
  missed: count,
  cancelled: count,
  uncertain: count,
  pending: count,
});
