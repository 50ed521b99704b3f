import type { CommandAction, Invocation } from '#cli/command.ts';
import { flag } from '#cli/invocation-options.ts';
import { counted, printRow, say } from '#cli/output.ts';
import { ownedPatiently } from '#cli/owned-patiently.ts';
import { startEngine } from '#cli/start-engine.ts';
import { createTimeTeller } from '#cli/times.ts';
import { untilAborted } from '#cli/until-aborted.ts';
import { watchSending } from '#cli/watch-sending.ts';
import type { IdleReport } from '#engine/dispatcher/dispatcher.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { toIso } from '#shared/time/instant.ts';

/**
 * `run` (DESIGN 10): the dispatcher in the foreground. It owns the data folder and takes the commands of other terminals meanwhile;
 * SIGTERM and SIGINT end it in good order.
 */
export const run: CommandAction = async (invocation) => {
  const engine = await ownedPatiently(invocation, () => startEngine(invocation, { store: 'threads' }));
  try {
    await printStart(invocation, engine.parts.folder);
    const dispatcher = await engine.startSending();
    const watching = watchSending(invocation, engine.parts, dispatcher.events);
    const { signal } = invocation.io;
    const end = flag(invocation, 'untilIdle')
      ? await dispatcher.whenIdle(signal)
      : await Promise.race([untilAborted(signal).then(() => null), watching.halted]);
    await watching.stop();
    if (dispatcher.halted !== null) {
      throw new DomainError('accountStopped', `Sending is stopped: ${dispatcher.halted}`, null);
    }
    if (end !== null) await printIdle(invocation, end);
  } finally {
    await engine.stop('cancel');
  }
};

async function printStart(invocation: Invocation, workspace: string): Promise<void> {
  if (invocation.json) await printRow(invocation, { pid: process.pid, workspace });
  else say(invocation, `Sending what is due from "${workspace}". Ctrl-C stops it; what waits is kept.`);
}

async function printIdle(invocation: Invocation, { nextDueAt, needsPerson }: IdleReport): Promise<void> {
  if (invocation.json) {
    await printRow(invocation, { idle: true, nextDueAt: toIso(nextDueAt), needsPerson });
    return;
  }
  const next =
    nextDueAt === null
      ? 'Nothing else waits.'
      : `The next message is due on ${createTimeTeller(invocation).here(toIso(nextDueAt))}.`;
  const person =
    needsPerson === 0
      ? ''
      : ` Of ${counted(needsPerson, 'message', 'messages')} we can't tell whether it arrived; that is yours to decide.`;
  await invocation.io.write(`Everything that is due has left. ${next}${person}\n`);
}
