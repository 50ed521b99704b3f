import type { DateExample } from '#engine/importers/date-reader.ts';
import { shownValue } from '#engine/importers/row-code.ts';
import type { MomentTeller } from '#engine/screens/moments.ts';
import type { DateRead } from '#shared/contract/imports.ts';

/** How a column's dates were read, as a screen shows it: the example on the clock of the Page. */
export function dateReadOf(
  { column, form, count, written, at }: DateExample & { readonly column: string },
  pageZone: string,
  tell: MomentTeller,
): DateRead {
  return { column, form, count, written: shownValue(written) ?? '', read: tell(at, pageZone) };
}
