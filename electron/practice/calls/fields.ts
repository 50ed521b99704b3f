/**
 * Keeps the fields that `fields` asks for, given as `a,b`, as a JSON list or as a list; without it the usual ones. Nested
 * selections (`messages{from}`) count by their name.
 */
export function onlyFields(
  all: Readonly<Record<string, unknown>>,
  asked: unknown,
  usual: readonly string[],
): Record<string, unknown> {
  const names = askedNames(asked) ?? usual;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** Names asked for by a `fields` parameter; `null` when there is none. */
export function askedNames(asked: unknown): readonly string[] | null {
  if (Array.isArray(asked)) return asked.length === 0 ? null : asked.map(String);
  if (typeof asked !== 'string' || asked === '') return null;
  let text = asked;
  while (/\{[^{}]*\}/.test(text)) text = text.replaceAll(/\{[^{}]*\}/g, '');
  return text.split(',').map((name) => name.trim().replace(/\..*$/, ''));
}
