import type { CommandAction } from '#cli/command.ts';
import { numberOption, pathOption } from '#cli/invocation-options.ts';
import { say } from '#cli/output.ts';
import { untilAborted } from '#cli/until-aborted.ts';
import { runPractice } from '#practice/practice-process.ts';

/** `practice` (DESIGN 8, 10): the practice platform alone, until stopped. Its first line is for programs, with or without `--json`. */
export const practice: CommandAction = async (invocation) => {
  const port = numberOption(invocation, 'port', { from: 0, to: 65_535 });
  const recipients = numberOption(invocation, 'recipients', { from: 1, to: 5_000_000 });
  const seed = numberOption(invocation, 'seed', { from: 0, to: 4_294_967_295 });
  const faults = pathOption(invocation, 'faults');
  const ledger = pathOption(invocation, 'ledger');
  const running = await runPractice({
    ...(port === null ? {} : { port }),
    ...(recipients === null ? {} : { recipients }),
    ...(seed === null ? {} : { seed }),
    ...(faults === null ? {} : { faults }),
    ...(ledger === null ? {} : { ledger }),
  });
  try {
    await invocation.io.write(`${JSON.stringify(running.accounts[0])}\n`);
    say(
      invocation,
      'The practice platform runs; Ctrl-C ends it. Connect to it with: account add --practice --api-base URL',
    );
    await untilAborted(invocation.io.signal);
  } finally {
    await running.stop();
  }
};
