import { z } from 'zod';
import { parseJson } from './parse-json.ts';

/** What the usage headers say (META-API 5). */
export interface Usage {
  /** Highest percentage of any limit, may pass 100; 0 when no header came. */
  readonly percent: number;
  /** Minutes until calls are taken again, the longest named; `null` when none is named or none has to be waited for. */
  readonly regainAccessMinutes: number | null;
}

const NO_USAGE: Usage = { percent: 0, regainAccessMinutes: null };

/** Headers that hold one set of percentages. */
const SIMPLE_HEADERS = ['x-app-usage', 'x-page-usage'] as const;
const BUSINESS_HEADER = 'x-business-use-case-usage';

/** Use cases of calls that Sundial never makes; their limits are not ours. */
const FOREIGN_USE_CASES = /^(?:ads_|custom_audience|leadgen)/;

const percentages = z.object({
  call_count: z.coerce.number().nonnegative().catch(0),
  total_cputime: z.coerce.number().nonnegative().catch(0),
  total_time: z.coerce.number().nonnegative().catch(0),
});
const businessUsage = z.record(
  z.string(),
  z.array(
    percentages.extend({
      type: z.string().catch(''),
      estimated_time_to_regain_access: z.coerce.number().nonnegative().catch(0),
    }),
  ),
);

/** Reads the usage headers of an answer. A header that is missing or unreadable says nothing; it never fails an answer. */
export function readUsage(headers: Readonly<Record<string, string>>): Usage {
  const simple = SIMPLE_HEADERS.map((name) => simpleUsage(headers[name]));
  const business = businessUsageOf(headers[BUSINESS_HEADER]);
  const all = [...simple, business];
  const minutes = Math.max(...all.map((usage) => usage.regainAccessMinutes ?? 0));
  return { percent: Math.max(...all.map((usage) => usage.percent)), regainAccessMinutes: minutes > 0 ? minutes : null };
}

function simpleUsage(header: string | undefined): Usage {
  if (header === undefined) return NO_USAGE;
  const read = percentages.safeParse(parseJson(header));
  return read.success ? { percent: highest(read.data), regainAccessMinutes: null } : NO_USAGE;
}

function businessUsageOf(header: string | undefined): Usage {
  if (header === undefined) return NO_USAGE;
  const read = businessUsage.safeParse(parseJson(header));
  if (!read.success) return NO_USAGE;
  const ours = Object.values(read.data)
    .flat()
    .filter(({ type }) => !FOREIGN_USE_CASES.test(type));
  return {
    percent: Math.max(0, ...ours.map(highest)),
    regainAccessMinutes: Math.max(0, ...ours.map((usage) => usage.estimated_time_to_regain_access)),
  };
}

function highest(usage: z.infer<typeof percentages>): number {
  return Math.max(usage.call_count, usage.total_cputime, usage.total_time);
}
