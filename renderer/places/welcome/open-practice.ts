import type { EngineClient } from '#renderer/client/engine-client.ts';
import type { WorkProgress } from '#shared/contract/base.ts';

/** What opening the practice shop made. */
export interface PracticeOpened {
  /** The draft of a first message; `null` = there were messages already. */
  readonly draft: string | null;
}

type PracticeEvent =
  | { readonly kind: 'progress'; readonly progress: WorkProgress }
  | { readonly kind: 'done'; readonly result: PracticeOpened };

/**
 * Adds the practice account where there is none yet, brings in its people, and begins a first message. Safe to do twice.
 *
 * @param firstMessage - what that message is called.
 */
export async function* openPractice(
  engine: EngineClient,
  firstMessage: string,
  signal: AbortSignal,
): AsyncGenerator<PracticeEvent, void, undefined> {
  const { id } = await engine.imports.addPractice({}, { signal });
  for await (const event of await engine.imports.sync({ account: id }, { signal })) {
    if (event.kind === 'progress') yield event;
  }
  // The platform's list holds no names; its conversations do.
  for await (const event of await engine.accounts.fillNames({ account: id }, { signal })) {
    if (event.kind === 'progress') yield event;
  }
  const { rows } = await engine.messages.list({ group: 'all', search: '', after: null, limit: 1 }, { signal });
  if (rows.length > 0) {
    yield { kind: 'done', result: { draft: null } };
    return;
  }
  const { campaign } = await engine.messages.create({ account: id, name: firstMessage }, { signal });
  await leavesAtOnce(engine, campaign, signal);
  yield { kind: 'done', result: { draft: campaign } };
}

/** Whoever tries Sundial out wants to see something happen now; the hours of each person's own day still count. */
async function leavesAtOnce(engine: EngineClient, campaign: string, signal: AbortSignal): Promise<void> {
  const { version, content } = await engine.messages.read({ campaign }, { signal });
  const schedule = { ...content.schedule, time: { kind: 'now' as const } };
  await engine.messages.save({ campaign, version, content: { ...content, schedule } }, { signal });
}
