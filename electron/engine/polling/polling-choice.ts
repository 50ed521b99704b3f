import type { EngineParts } from '#engine/engine-parts.ts';
import { DEFAULT_POLLING, POLLING_CHOICES, type PollingChoice } from '#shared/domain/polling.ts';

/** Where Settings keeps the choice, as JSON text like every setting of a screen. */
const SETTING = 'screen.polling';

/** How often the list is read; the default where nothing, or nothing known, was chosen. */
export async function readPollingChoice({ store }: Pick<EngineParts, 'store'>): Promise<PollingChoice> {
  const text = await store.read('setting.read', { key: SETTING });
  return POLLING_CHOICES.find((choice) => JSON.stringify(choice) === text) ?? DEFAULT_POLLING;
}
