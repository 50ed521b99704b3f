import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** One thing oxlint reports. */
export type Diagnostic = {
  /** `plugin(rule)`, e.g. `sundial(layers)`. */
  readonly code: string;
  readonly message: string;
  /** From the folder oxlint ran in, with forward slashes. */
  readonly file: string;
  /** First line concerned, from 1; 0 when the report has no place. */
  readonly line: number;
};

/**
 * Runs oxlint in a folder and returns its reports.
 *
 * @param root - folder with node_modules and the files; paths in `args` are relative to it.
 * @throws {Error} when oxlint did not get as far as reporting, with what it printed.
 */
export function runOxlint(root: string, args: readonly string[]): readonly Diagnostic[] {
  const bin = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '-f', 'json', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const report = parseReport(stdout);
  if (report === null) throw new Error(`oxlint gave no report: ${stdout}${stderr}`);
  return report.diagnostics.map(({ code, message, filename, labels }) => ({
    code: code ?? 'oxlint',
    message,
    file: filename.replaceAll('\\', '/'),
    line: labels[0]?.span.line ?? 0,
  }));
}

type Report = {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly message: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
};

/** The JSON of oxlint's own format, version-pinned with it in package.json. `null` when it printed something else. */
function parseReport(text: string): Report | null {
  if (!text.trimStart().startsWith('{')) return null;
  const parsed: unknown = JSON.parse(text);
  return isReport(parsed) ? parsed : null;
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && Array.isArray(value.diagnostics);
}
