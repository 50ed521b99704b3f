import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ColumnChoice } from '#shared/contract/imports.ts';
import { ENCODINGS, type Encoding, TOKEN_FIELDS } from '#shared/domain/list-file.ts';
import { DATE_ORDERS, type DateOrder } from '#shared/time/written-date.ts';

/** The four steps of an import, in their order. */
export const STEPS = ['file', 'columns', 'review', 'done'] as const;
/** See {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** Where somebody is in an import, as it stands in the address: going back in the browser goes back in the import. */
export interface ImportAddress {
  readonly step: Step;
  /** The file that was handed over. */
  readonly ticket: string | null;
  /** Its name, to show while nothing else is known of it. */
  readonly name: string | null;
  readonly account: string | null;
  /** Columns the person has decided on; the others are guessed. */
  readonly map: readonly ColumnChoice[];
  /** `null` = found by itself. */
  readonly encoding: Encoding | null;
  /** What comes first in dates that do not tell; `null` = not said. */
  readonly dates: DateOrder | null;
  /** The change set that waits for a yes; `null` = it has to be worked out. */
  readonly prepared: string | null;
  /** The import that was made. */
  readonly import: string | null;
}

/** Where an import begins. */
export const BEGINNING: ImportAddress = {
  step: 'file',
  ticket: null,
  name: null,
  account: null,
  map: [],
  encoding: null,
  dates: null,
  prepared: null,
  import: null,
};

/** Reads the address; what makes no sense in it counts as not given. */
export function readImportAddress(search: Readonly<Record<string, unknown>>): ImportAddress {
  const text = (key: string): string | null => {
    const value = search[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  const ticket = text('ticket');
  const prepared = text('prepared');
  const made = text('import');
  const step = STEPS.find((one) => one === search['step']) ?? 'file';
  return {
    step: isReachable(step, { ticket, prepared, made }) ? step : 'file',
    ticket,
    name: text('name'),
    account: text('account'),
    map: choicesOf(search['map']),
    encoding: ENCODINGS.find((one) => one === search['encoding']) ?? null,
    dates: DATE_ORDERS.find((one) => one === search['dates']) ?? null,
    prepared,
    import: made,
  };
}

function isReachable(
  step: Step,
  has: { readonly ticket: string | null; readonly prepared: string | null; readonly made: string | null },
): boolean {
  if (step === 'columns') return has.ticket !== null;
  if (step === 'review') return has.ticket !== null || has.prepared !== null;
  return step === 'file' || has.made !== null;
}

function choicesOf(value: unknown): readonly ColumnChoice[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('column' in one) || !('field' in one)) return [];
    const field = one.field === '-' ? '-' : TOKEN_FIELDS.find((known) => known === one.field);
    return typeof one.column === 'string' && field !== undefined ? [{ column: one.column, field }] : [];
  });
}

/** Goes to another place of the import; what is not named stays. `replace` leaves no step to go back to. */
export type GoImport = (to: Partial<ImportAddress>, how?: { readonly replace: boolean }) => void;

/** Where somebody is in the import, and the way on. */
export function useImportAddress(): { readonly address: ImportAddress; readonly go: GoImport } {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = useCallback<GoImport>(
    (to, how) => {
      const given = (before: Readonly<Record<string, unknown>>): ImportAddress => readImportAddress(before);
      void navigate({
        to: '/import',
        search: (before: Readonly<Record<string, unknown>>) => written({ ...given(before), ...to }),
        replace: how?.replace ?? false,
      });
    },
    [navigate],
  );
  return { address: readImportAddress(search), go };
}

/** Only what is given, so that the address stays short. */
function written(address: ImportAddress): Record<string, unknown> {
  const { map, ...rest } = address;
  const given = Object.entries(rest).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), ...(map.length === 0 ? {} : { map }) };
}
