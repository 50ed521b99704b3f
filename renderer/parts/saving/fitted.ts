import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Place = readonly PropertyKey[];

/** What is only too much or too little is still what somebody wrote: the form says so, and the engine refuses it. */
const WRITTEN = new Set<Issue['code']>(['too_big', 'too_small']);

/**
 * What another version of this app wrote, as far as this one understands it: fields unknown here are left out, those that are
 * missing or of another kind are taken from what is saved.
 *
 * @param schema - of strict objects all through: only of those are unknown fields told.
 * @returns `null` when even that gives nothing this version can show.
 */
export function fittedTo<Content>(schema: z.ZodType<Content>, written: unknown, saved: Content): Content | null {
  let fitted = written;
  for (;;) {
    const issue = schema.safeParse(fitted).error?.issues.find(({ code }) => !WRITTEN.has(code));
    if (issue === undefined) return fitted as Content; // its fields are those of the schema, however long their texts are
    // One at a time: a repair may take the place of the next issue away.
    const repaired = repair(fitted, issue, saved);
    if (JSON.stringify(repaired) === JSON.stringify(fitted)) return null;
    fitted = repaired;
  }
}

function repair(written: unknown, issue: Issue, saved: unknown): unknown {
  if (issue.code === 'unrecognized_keys') {
    return changedAt(written, issue.path, (fields) =>
      Object.fromEntries(Object.entries(asFields(fields) ?? {}).filter(([name]) => !issue.keys.includes(name))),
    );
  }
  const place = nearest(issue.path, saved);
  return changedAt(written, place, () => valueAt(saved, place));
}

/** The place itself where what is saved has one; else the nearest around it. */
function nearest(path: Place, saved: unknown): Place {
  return path.length === 0 || valueAt(saved, path) !== undefined ? path : nearest(path.slice(0, -1), saved);
}

function valueAt(value: unknown, [name, ...rest]: Place): unknown {
  if (name === undefined) return value;
  const fields = asFields(value);
  return fields !== null && Object.hasOwn(fields, name) ? valueAt(fields[name], rest) : undefined;
}

function changedAt(value: unknown, [name, ...rest]: Place, change: (value: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  if (Array.isArray(value)) return value.with(Number(name), changedAt(value[Number(name)], rest, change));
  const fields = asFields(value) ?? {};
  return { ...fields, [name]: changedAt(fields[name], rest, change) };
}

function asFields(value: unknown): Readonly<Record<PropertyKey, unknown>> | null {
  if (typeof value !== 'object' || value === null) return null;
  return value as Readonly<Record<PropertyKey, unknown>>; // an object, checked above
}
