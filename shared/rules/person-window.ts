import type { EpochMs } from '#shared/time/instant.ts';
import { type LocalWindow, nextOpening } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/**
 * The first instant, at `at` or later, at which a person's window is open: `at` itself when it is open then.
 *
 * @param zone - the person's; `null` = not known, which is planned only where there is no window (`Slot.zone`), so `at` it is.
 */
export function opensFor(window: LocalWindow | null, table: ZoneTable, zone: IanaZone | null, at: EpochMs): EpochMs {
  return zone === null ? at : nextOpening(window, table, zone, at);
}
