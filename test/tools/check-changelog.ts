import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';

/** Groups that Keep a Changelog knows; others are a slip of the pen. */
const GROUPS = new Set(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']);

/**
 * What is wrong with a changelog.
 *
 * @param text - the whole of CHANGELOG.md; `null` when there is none.
 * @returns one sentence, or `null` when its Unreleased section says something, in known groups.
 */
export function changelogFault(text: string | null): string | null {
  if (text === null) return 'CHANGELOG.md is missing.';
  const unreleased = text.split(/^## /mu).find((section) => section.startsWith('[Unreleased]'));
  if (unreleased === undefined) return 'CHANGELOG.md has no section `## [Unreleased]`.';
  const unknown = [...unreleased.matchAll(/^### (?<group>.+)$/gmu)]
    .map((match) => match.groups?.['group'] ?? '')
    .find((group) => !GROUPS.has(group));
  if (unknown !== undefined) return `CHANGELOG.md has a group '${unknown}'; allowed are ${[...GROUPS].join(', ')}.`;
  return /^- \S/mu.test(unreleased) ? null : 'The Unreleased section of CHANGELOG.md says nothing.';
}

function main(): number {
  const path = join(PROJECT_ROOT, 'CHANGELOG.md');
  const fault = changelogFault(existsSync(path) ? readFileSync(path, 'utf8') : null);
  if (fault !== null) console.error(fault);
  return fault === null ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
