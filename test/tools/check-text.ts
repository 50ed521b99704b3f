import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';
import { projectFiles } from './source-files.ts';

/** A text that must not stand in any file of the project. */
export type Forbidden = {
  readonly what: string;
  readonly pattern: RegExp;
};

/** One place where a forbidden text stands. */
export type Finding = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly what: string;
};

/** Absolute paths of people's machines and hosts of package registries, by their usual shapes. */
const BY_SHAPE: readonly Forbidden[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.~-])\/(?:home|Users|root|work)\/[\w.-]+/u },
  { what: 'a path of one machine', pattern: /\b[A-Z]:\\(?:Users|home)\\/u },
  { what: 'a package registry', pattern: /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\bnpm\.pkg\.[a-z]+\.com/iu },
  { what: 'the place a package was fetched from', pattern: /"resolved":\s*"https?:/u },
];

/** What this very machine would leave behind: where the project stands, the home folder, the registry in use. */
export function forbiddenHere(environment: Readonly<Record<string, string | undefined>>): readonly Forbidden[] {
  const registry = hostOf(environment['npm_config_registry']);
  return [
    ...BY_SHAPE,
    { what: 'the path this project stands at', pattern: literally(PROJECT_ROOT) },
    { what: 'the path of a home folder', pattern: literally(homedir()) },
    ...(registry === null ? [] : [{ what: 'a package registry', pattern: literally(registry) }]),
  ];
}

/** Every forbidden text in the given file, line by line. */
export function findForbidden(file: string, text: string, forbidden: readonly Forbidden[]): readonly Finding[] {
  return text
    .split('\n')
    .flatMap((content, index) =>
      forbidden.flatMap(({ what, pattern }) => (pattern.test(content) ? [{ file, line: index + 1, what }] : [])),
    );
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : null;
}

/** A path or host as it stands, not as the beginning or end of a longer name. */
function literally(text: string): RegExp {
  return new RegExp(`(?<![\\w.-])${RegExp.escape(text)}(?![\\w-])`, 'u');
}

function main(): number {
  const forbidden = forbiddenHere(process.env);
  const files = projectFiles(PROJECT_ROOT, (file) => !/\.(?:sqlite3?|db|xlsx|zip|gz|png|ico)$/u.test(file));
  const findings = files.flatMap((file) =>
    findForbidden(file, readFileSync(join(PROJECT_ROOT, file), 'utf8'), forbidden),
  );
  for (const { file, line, what } of findings) console.error(`${file}:${line}: names ${what}.`);
  console.log(`${files.length} files read, ${findings.length} findings.`);
  return findings.length === 0 && files.length > 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
