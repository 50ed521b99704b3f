import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { electronProgram, fetchElectron } from '#start/electron-binary.ts';

/**
 * Drives the real Electron with the built app: `npm run test:desktop`. Where there is no program of Electron, or no display, it says so and
 * fails: what was not run is not passed.
 */

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const program = electronProgram() ?? (await fetchElectron(AbortSignal.timeout(120_000)));

if (program === null) {
  end('There is no program of Electron here and it could not be fetched, so the desktop app was not tested.');
}
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  end(
    'This computer has no display, so the desktop app was not tested. On Linux "xvfb-run npm run test:desktop" makes one.',
  );
}
const folder = mkdtempSync(join(tmpdir(), 'sundial-desktop-'));
try {
  await drive(program);
  process.stdout.write(
    'The desktop app opened, answered, came back after a crash of its engine, and ended in good order.\n',
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function drive(executablePath: string): Promise<void> {
  const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath, args: [PROJECT, ...root, `--workspace=${folder}`] });
  const page = await app.firstWindow();
  const problems: string[] = [];
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));

  await page.getByRole('heading', { level: 1 }).first().waitFor();
  check('the page is served by the app itself', page.url().startsWith('app://sundial/'));
  check(
    'the page has no Node',
    await page.evaluate('typeof require === "undefined" && typeof process === "undefined"'),
  );
  check('the page has three functions', await page.evaluate('Object.keys(window.sundial).length === 3'));
  check(
    'nothing is fetched from elsewhere',
    await page.evaluate('fetch("https://example.org/").then(() => false, () => true)'),
  );
  await page.evaluate('location.assign("https://example.org/")').catch(() => undefined);
  check('the page stays where it is', page.url().startsWith('app://sundial/'));

  const engines = (): Promise<readonly number[]> =>
    app.evaluate(({ app: running }) =>
      running.getAppMetrics().flatMap(({ name, pid }) => (name === 'Sundial engine' ? [pid] : [])),
    );
  const [engine] = await engines();
  if (engine === undefined) throw new Error('No engine runs.');
  process.kill(engine, 'SIGKILL');
  await page.waitForFunction('document.querySelector("h1") !== null');
  while ((await engines()).filter((pid) => pid !== engine).length === 0) await page.waitForTimeout(100);
  check(
    'no error in the console',
    problems.filter((text) => !text.includes('example.org')).length === 0,
    problems.join('\n'),
  );

  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: running }) => running.quit());
  check('it ends in good order', (await ended) === 0);
}

function check(what: string, isSo: unknown, details = ''): void {
  process.stdout.write(`${isSo === true ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (isSo !== true) throw new Error(`${what}: not so. ${details}`);
}

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
