import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#engine/ports.ts';
import { DAY } from '#shared/time/duration.ts';
import type { CliIo, ExitCode } from './cli-io.ts';
import { runCli } from './run-cli.ts';

/** One step: what happens, in plain words, and the command that does it. */
interface Step {
  readonly says: string;
  readonly words: readonly string[];
}

/** Pause between two steps, in ms, so that a person can read along (Sundial's choice). */
export const READING_MS = 1_200;

/** Where the journey is played. */
interface Stage {
  readonly io: CliIo;
  readonly clock: Clock;
  /** Pause between two steps, in ms. */
  readonly readingMs: number;
}

const WELCOME = `Sundial: messages to people who said yes to them, each at their own time of day, never twice.

This plays one whole journey here in the terminal, on the built-in practice platform ("npm start" opens the screens):
nothing leaves this computer, nobody real is messaged, and everything is gone afterwards.
It takes about half a minute. Ctrl-C ends it at any time. "sundial" below stands for "npm run -s sundial --".
`;

const GOODBYE = `
That was the whole journey. To walk it yourself, with a data folder that stays:

  npm run -s sundial -- account add --practice
  npm run -s sundial -- tokens sync
  npm run -s sundial -- --help
`;

/** Plays the practice journey in a data folder of its own, which is removed at the end, however it ends. */
export async function playJourney(stage: Stage): Promise<ExitCode> {
  const { io, clock } = stage;
  const folder = mkdtempSync(join(tmpdir(), 'sundial-journey-'));
  try {
    await io.write(WELCOME);
    writeCampaigns(folder, clock);
    const code = await playSteps(stage, folder, stepsBefore(folder));
    if (code !== 0) return code;
    const token = await tokenOfSomebodyLeftOut(io, clock, folder);
    const last = token === null ? 0 : await playSteps(stage, folder, [whyNot(token)]);
    if (last === 0) await io.write(GOODBYE);
    return last;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stepsBefore(folder: string): readonly Step[] {
  return [
    {
      says: 'A practice account: a café with 500 simulated people who allowed it to message them.',
      words: ['account', 'add', '--practice'],
    },
    { says: 'Ask the practice platform for the list of these people.', words: ['tokens', 'sync'] },
    {
      says: 'A message for tomorrow, 10:00 where each person lives …',
      words: ['campaign', 'add', join(folder, 'tomorrow.json')],
    },
    {
      says: '… and what Sundial would do with it: who gets it, when, and when this computer has to be awake.',
      words: ['campaign', 'plan', 'c1'],
    },
    { says: 'A second message, this time for right now.', words: ['campaign', 'add', join(folder, 'now.json')] },
    { says: 'Launch it: message and people are fixed from here on.', words: ['campaign', 'launch', 'c2'] },
    {
      says: 'Send: first to one person alone, then, when that worked, to everybody else.',
      words: ['run', '--until-idle'],
    },
    {
      says: 'How it went. "Accepted by Meta" is here the practice platform, which applies the same rules.',
      words: ['campaign', 'status', 'c2'],
    },
  ];
}

function whyNot(token: string): Step {
  return { says: 'And why did one of the others not get it?', words: ['explain', 'c2', token] };
}

async function playSteps({ io, clock, readingMs }: Stage, folder: string, steps: readonly Step[]): Promise<ExitCode> {
  for (const { says, words } of steps) {
    await clock.sleep(readingMs, io.signal);
    if (io.signal.aborted) return 1;
    const shown = words.map((word) => (word.startsWith(folder) ? word.slice(folder.length + 1) : word)).join(' ');
    await io.write(`\n— ${says}\n\n  $ sundial ${shown}\n`);
    const code = await runCli([...words, '--workspace', folder], indented(io), clock);
    if (code !== 0) return code;
  }
  return 0;
}

/** The first person of the second campaign who got nothing, by the answer a program would read. */
async function tokenOfSomebodyLeftOut(io: CliIo, clock: Clock, folder: string): Promise<string | null> {
  let text = '';
  const silent: CliIo = {
    ...io,
    write: async (part) => {
      text += part;
    },
  };
  await runCli(['campaign', 'export', 'c2', '--with-tokens', '--yes', '--json', '--workspace', folder], silent, clock);
  const messages = text.split('\n').filter((line) => line !== '');
  const left = messages.map((line): unknown => JSON.parse(line)).find(isLeftOut);
  return left?.token ?? null;
}

function isLeftOut(message: unknown): message is { readonly token: string } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'state' in message &&
    message.state === 'skipped' &&
    'token' in message &&
    typeof message.token === 'string'
  );
}

function indented(io: CliIo): CliIo {
  const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
  return { ...io, write: (text) => io.write(indent(text)), writeError: (text) => io.writeError(indent(text)) };
}

function writeCampaigns(folder: string, clock: Clock): void {
  const tomorrow = new Date(clock.now() + DAY).toISOString().slice(0, 10);
  const common = { account: 'a1', audience: { topics: [] } };
  const files = {
    'tomorrow.json': {
      ...common,
      name: 'Two for one tomorrow',
      message: { text: 'Bring a friend tomorrow: two coffees for one.' },
      schedule: { date: tomorrow, time: '10:00' },
    },
    'now.json': {
      ...common,
      name: 'Fresh bread',
      message: { text: 'The bread is out of the oven. See you in a minute?' },
      schedule: { at: 'now', window: null },
    },
  };
  for (const [name, file] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(file, null, 2));
}
