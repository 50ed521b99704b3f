import type { DispatchEvents } from '#engine/dispatcher/dispatch-events.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import { type CampaignId, toPublicId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { Invocation } from './command.ts';
import { createProgressLine, grouped, say } from './output.ts';

/** How often figures are read again while messages leave, in ms (Sundial's choice). */
const LOOK_EVERY_MS = 500;

/** Follows sending for the person at the terminal. */
export interface SendingWatch {
  /** Resolves when sending was stopped by a fault; never otherwise. */
  readonly halted: Promise<null>;
  readonly stop: () => Promise<void>;
}

/** Shows how far campaigns are while the terminal is one, and says what a person should know: what finished, what stopped and why. */
export function watchSending(invocation: Invocation, parts: EngineParts, events: DispatchEvents): SendingWatch {
  const stopping = new AbortController();
  const halted = Promise.withResolvers<null>();
  const progress = createProgressLine(invocation);
  const toldOfAccounts = new Map<number, string | null>();
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    const nowMs = parts.ports.clock.monotonicMs();
    if (!invocation.io.isTerminal.error || nowMs - lookedAtMs < LOOK_EVERY_MS) return;
    lookedAtMs = nowMs;
    const campaigns = await parts.store.read('campaign.list', { accountId: null });
    const open = campaigns.filter(({ counts }) => counts.pending > 0).map(({ counts }) => counts);
    const sent = open.reduce((sum, { sent: n }) => sum + n, 0);
    const total = open.reduce((sum, counts) => sum + counts.sent + counts.pending, 0);
    if (total > 0) progress.show({ what: 'messages accepted by Meta', done: sent, total });
  };
  const follow = async (): Promise<void> => {
    for await (const event of events.listen(stopping.signal)) {
      if (event.kind === 'halted') halted.resolve(null);
      const sentence = await sentenceOf(event, parts);
      if (event.kind === 'accountStopped' || event.kind === 'accountResumed') {
        // Each of its messages on the wire may stop an account once more; people are told once.
        if (toldOfAccounts.get(event.accountId) === sentence) continue;
        toldOfAccounts.set(event.accountId, sentence);
      }
      if (sentence === null) await look();
      else {
        progress.clear();
        say(invocation, sentence);
      }
    }
  };
  const following = follow();
  return {
    halted: halted.promise,
    stop: async () => {
      stopping.abort();
      await following;
      progress.clear();
    },
  };
}

type SendingEvent = Parameters<DispatchEvents['emit']>[0];

async function sentenceOf(event: SendingEvent, parts: EngineParts): Promise<string | null> {
  switch (event.kind) {
    case 'campaignFinished':
      return finishedSentence(event.campaignId, parts);
    case 'campaignPaused':
      return `Campaign ${toPublicId('campaign', event.campaignId)} is paused: ${event.because}`;
    case 'accountStopped':
      return `Account ${toPublicId('account', event.accountId)} does not send for now; "account list" says why.`;
    case 'accountResumed':
      return `Account ${toPublicId('account', event.accountId)} sends again.`;
    case 'uncertain':
      return `Of ${grouped(event.count)} messages of account ${toPublicId('account', event.accountId)} only you can say whether they arrived; "campaign status" names them.`;
    case 'storeTrouble':
      return event.message === null ? 'The data folder can be written again.' : `Sending waits: ${event.message}`;
    case 'halted':
    case 'deliveriesChanged':
      return null;
    default:
      return assertNever(event, 'sending event');
  }
}

async function finishedSentence(id: CampaignId, { store }: EngineParts): Promise<string> {
  const { sent, missed, failed } = await store.read('campaign.status', { id });
  const rest = [
    missed === 0 ? '' : `, ${grouped(missed)} too late`,
    failed === 0 ? '' : `, ${grouped(failed)} refused`,
  ].join('');
  return `Campaign ${toPublicId('campaign', id)} is finished: ${grouped(sent)} accepted by Meta${rest}.`;
}
