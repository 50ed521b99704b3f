import { z } from 'zod';
import { pageOffsets } from '#engine/importers/page-offsets.ts';
import { startPeek } from '#engine/importers/peek-client.ts';
import type { PeekedRow } from '#engine/importers/peek-file.ts';
import { shownValue } from '#engine/importers/row-code.ts';
import { hereZone, type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import { type ListFlag, listOrderSchema, type Peek, type PreviewRow } from '#shared/contract/imports.ts';
import type { FlagCode, TokenField } from '#shared/domain/list-file.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { dateReadOf } from './date-read.ts';
import { findAccount } from './find-account.ts';
import { shortToken } from './short-token.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** What a file that was handed over holds, by its beginning: how it is laid out, and its first rows as they would be read. */
export const peekImport = documentUseCase({
  input: z.strictObject({ ...listOrderSchema.shape, account: z.string().nullable() }),
  run: async ({ ticket, map, encoding, dates: order, account }, context): Promise<Peek> => {
    const { path, name } = context.services.handedFile(ticket);
    const pageZone = account === null ? await hereZone(context) : (await findAccount(context.parts, account)).pageZone;
    const offsets = pageOffsets(context.parts.zones, pageZone);
    const dated = { path, name, map, encoding, dates: { offsets, order } };
    const peeked = await startPeek(dated, context.signal);
    const tell = await momentTeller(context);
    const { columns, fields, rows, faults, dates, doubtful, perhaps, ...layout } = peeked;
    const names = namesOf(columns, fields);
    return {
      ...layout,
      name,
      columns: columns.map((column, index) => ({ column, field: fields[index] ?? null })),
      faults: [...faults],
      perhaps: perhaps.map((one) => ({ ...one })),
      dates: dates.map((date) => dateReadOf(date, pageZone, tell)),
      doubtful: doubtful.map(({ column, written, dayFirst, monthFirst, order: decided }) => ({
        column,
        written: shownValue(written) ?? '',
        dayFirst: tell(dayFirst, pageZone),
        monthFirst: tell(monthFirst, pageZone),
        order: decided,
      })),
      rows: rows.map((row) => previewOf(row, { names, tell, context, hasZones: fields.includes('timezone') })),
    };
  },
});

type Names = Partial<Record<TokenField, string>>;

interface Shown {
  readonly names: Names;
  readonly tell: MomentTeller;
  readonly context: UseCaseContext;
  /** Whether an empty zone is worth a word. */
  readonly hasZones: boolean;
}

function namesOf(columns: readonly string[], fields: readonly (TokenField | null)[]): Names {
  return Object.fromEntries(
    columns.flatMap((column, index) => {
      const field = fields[index] ?? null;
      return field === null ? [] : [[field, column]];
    }),
  );
}

const NOTHING: Omit<PreviewRow, 'row' | 'reject'> = {
  name: null,
  metaId: null,
  token: null,
  topic: null,
  zone: null,
  now: null,
  createdAt: null,
  expiresAt: null,
  nextEligibleAt: null,
  isStopped: false,
  happened: null,
  flags: [],
};

function previewOf(peeked: PeekedRow, shown: Shown): PreviewRow {
  const { row } = peeked;
  if (peeked.kind === 'refused') {
    const { column, code, field } = peeked;
    const value = shownValue(peeked.value === '' ? null : peeked.value);
    const safe = value !== null && field === 'token' ? shortToken(value) : value;
    return { ...NOTHING, row, reject: { row, column, value: safe, code } };
  }
  if (peeked.kind === 'happened') {
    const { recipient, kind, at } = peeked.happening;
    return { ...NOTHING, row, metaId: recipient, reject: null, happened: { kind, at: shown.tell(at, null) } };
  }
  const { cells } = peeked;
  const moment = (at: number | null): PreviewRow['createdAt'] =>
    at === null ? null : shown.tell(at as EpochMs, cells.zone); // milliseconds, as the importer read them
  const now = shown.tell(shown.context.parts.ports.clock.now(), cells.zone);
  return {
    row,
    name: cells.name,
    metaId: cells.recipient,
    token: shortToken(cells.token),
    topic: cells.topic,
    zone: cells.zone,
    now: now.there === null ? null : now,
    createdAt: moment(cells.createdAt),
    expiresAt: moment(cells.expiresAt),
    nextEligibleAt: moment(cells.nextEligibleAt),
    isStopped: cells.status !== null,
    happened: null,
    reject: null,
    flags: [
      ...peeked.flags.map(
        ({ field, value, code }): ListFlag => ({
          row,
          column: shown.names[field] ?? null,
          value: shownValue(value),
          code,
        }),
      ),
      ...zoneFlags(row, cells.zone, shown),
    ],
  };
}

function zoneFlags(row: number, zone: string | null, { names, context, hasZones }: Shown): readonly ListFlag[] {
  const identity = context.parts.zones.identify(zone);
  const flag = (code: FlagCode): readonly ListFlag[] => [{ row, column: names.timezone ?? null, value: zone, code }];
  if (identity.kind === 'missing') return hasZones ? flag('zoneMissing') : [];
  if (identity.kind === 'unknown') return flag('zoneUnknown');
  return identity.note === 'utc' ? flag('zoneUtc') : [];
}
