import type { CliCommand } from '#cli/command.ts';

/** What goes on until it is stopped: sending, the screens, the practice platform. In the order of the help. */
export const RUNNING_COMMANDS: readonly CliCommand[] = [
  {
    name: 'run',
    help: 'send what is due, until stopped',
    args: [],
    options: [{ flags: '--until-idle', help: 'end when nothing is left to do within 5 seconds' }],
    load: async () => (await import('#cli/commands/run.ts')).run,
  },
  {
    name: 'serve',
    help: 'the screens in the browser of this computer, and sending what is due, until stopped',
    args: [],
    options: [
      { flags: '--port <n>', help: 'port to listen on, on this computer only; default: a free one' },
      { flags: '--no-open', help: 'only print the address, open no browser' },
      { flags: '--webhooks', help: 'take webhooks at /webhook, for those who have a relay' },
      {
        flags: '--app-secret-stdin',
        help: 'with --webhooks: read the app secret from standard input; it is kept in memory only',
      },
      { flags: '--verify-token <word>', help: "with --webhooks: the verify word; default: the data folder's own" },
      {
        flags: '--webhook-host <name>',
        help: 'with --webhooks: host name a relay asks for; may be repeated',
        repeats: true,
      },
    ],
    load: async () => (await import('#cli/commands/serve.ts')).serve,
  },
  {
    name: 'practice',
    help: "the practice platform alone: an imitation of Meta's, on this computer only",
    args: [],
    options: [
      { flags: '--port <n>', help: 'port to listen on; default: a free one' },
      { flags: '--recipients <n>', help: 'how many simulated people; default 500' },
      { flags: '--seed <n>', help: 'the same number makes the same people' },
      { flags: '--faults <file>', help: 'a JSON file of faults to act out' },
      { flags: '--ledger <file>', help: 'append every accepted message to this file' },
    ],
    load: async () => (await import('#cli/commands/practice.ts')).practice,
  },
];
