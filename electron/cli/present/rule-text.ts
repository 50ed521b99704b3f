/**
 * Where a rule comes from, in words for people; the papers of Sundial's makers are not named (DESIGN 14). `null` = nothing is left
 * to say.
 */
export function ruleText(source: string): string | null {
  const parts = source.split(';').map((part) => part.trim());
  const own = parts.find((part) => part.startsWith("Sundial's choice"));
  if (own !== undefined) return `A choice of Sundial's${told(own)}.`;
  const meta = parts.find((part) => /^(seeds\/|META-API)/.test(part));
  if (meta !== undefined) return `One of Meta's rules${told(meta)}.`;
  const rest = told(parts[0] ?? '');
  return rest === '' ? null : `How Sundial works${rest}.`;
}

/** What stands after the name of a paper. */
function told(part: string): string {
  const text = part.replaceAll(/\s*\([^)]*(?:DESIGN|META-API|RELIABILITY)[^)]*\)/g, '');
  const at = text.indexOf(': ');
  return at === -1 ? '' : text.slice(at).replace(/[.\s]+$/, '');
}
