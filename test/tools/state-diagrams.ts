import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CAMPAIGN_TRANSITIONS } from '#shared/domain/campaign-state.ts';
import { DELIVERY_TRANSITIONS } from '#shared/domain/delivery-state.ts';

/** The page that shows the diagrams. */
export const ARCHITECTURE_PATH = fileURLToPath(new URL('../../ARCHITECTURE.md', import.meta.url));

const DIAGRAMS: Readonly<
  Record<string, { readonly first: string; readonly table: Readonly<Record<string, readonly string[]>> }>
> = {
  delivery: { first: 'scheduled', table: DELIVERY_TRANSITIONS },
  campaign: { first: 'draft', table: CAMPAIGN_TRANSITIONS },
};

/** A transition table as a mermaid state diagram. States without a way out lead to the end mark. */
export function toMermaid(first: string, table: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(table).flatMap(([from, targets]) =>
    targets.length === 0 ? [`  ${from} --> [*]`] : targets.map((to) => `  ${from} --> ${to}`),
  );
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...lines, '```'].join('\n');
}

/** The page with every diagram between its marks replaced by the one its table makes. */
export function withFreshDiagrams(page: string): string {
  return Object.entries(DIAGRAMS).reduce((text, [name, { first, table }]) => {
    const mark = new RegExp(`(<!-- diagram:${name} -->\n)[\\s\\S]*?(<!-- /diagram:${name} -->)`);
    if (!mark.test(text)) throw new Error(`ARCHITECTURE.md has no place for the ${name} diagram.`);
    return text.replace(mark, (_all, start: string, end: string) => `${start}${toMermaid(first, table)}\n${end}`);
  }, page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = readFileSync(ARCHITECTURE_PATH, 'utf8');
  const fresh = withFreshDiagrams(page);
  if (process.argv.includes('--check')) {
    if (fresh !== page) {
      console.error('The state diagrams in ARCHITECTURE.md are stale: run `npm run diagram:write`.');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(ARCHITECTURE_PATH, fresh);
  }
}
