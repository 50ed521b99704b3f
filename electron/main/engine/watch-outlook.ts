import type { Engine } from '#engine/engine.ts';
import { momentTeller } from '#engine/screens/moments.ts';
import { settingsOf } from '#engine/use-cases/settings.ts';
import type { EngineOutlook } from './engine-messages.ts';

/** Said again at the latest after this, in ms, so that main needs no clock of its own. */
const AT_LATEST_MS = 20_000;
/** Said at most this often, in ms: a campaign under way tells hundreds of facts a second. */
const AT_MOST_EVERY_MS = 500;

/** Tells main again and again what is due, until the signal fires: at once after anything changed, else every 20 s. */
export async function watchOutlook(
  engine: Engine,
  tell: (outlook: EngineOutlook) => void,
  signal: AbortSignal,
): Promise<void> {
  const { clock, logger } = engine.parts.ports;
  const bell = { ring: (): void => undefined };
  void listen(engine, () => bell.ring(), signal);
  while (!signal.aborted) {
    const changed = new AbortController();
    bell.ring = () => changed.abort('changed');
    try {
      tell(await readOutlook(engine));
    } catch (error) {
      if (!signal.aborted) logger.warn('desktop.outlook', { error: String(error) });
    }
    await clock.sleep(AT_MOST_EVERY_MS, signal);
    await clock.sleep(AT_LATEST_MS, AbortSignal.any([signal, changed.signal]));
  }
}

async function listen(engine: Engine, changed: () => void, signal: AbortSignal): Promise<void> {
  for await (const { kind } of engine.facts.listen(signal)) if (kind !== 'ready') changed();
}

async function readOutlook(engine: Engine): Promise<EngineOutlook> {
  const { parts } = engine;
  const saidAt = parts.ports.clock.now();
  const [work, moment, settings] = await Promise.all([
    parts.store.read('recovery.openWork', null),
    momentTeller(engine),
    settingsOf(engine),
  ]);
  return {
    saidAt,
    nextSendAt: work.nextDueAt,
    isSending: work.sending > 0,
    now: moment(saidAt, null).here,
    next: work.nextDueAt === null ? null : moment(work.nextDueAt, null).here,
    language: settings.language,
  };
}
