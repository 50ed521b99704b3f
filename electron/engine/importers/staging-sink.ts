import type { ListedToken } from '#engine/graph/graph-api.ts';
import { FREQUENCIES, type Frequency } from '#shared/domain/notification-token.ts';
import { type ColumnMap, ignoredColumns, type MappingShown, showMapping } from './column-map.ts';
import { identifierFault, MAX_RECIPIENT_LENGTH, MAX_TOKEN_LENGTH } from './identifier-cell.ts';
import type { ItemSink } from './import-source.ts';
import { type FlagCode, shownValue } from './row-code.ts';
import type { StagingFile } from './staging-file.ts';
import { INVALID_BYTE } from './text-decoder.ts';
import type { TokenField } from './token-field.ts';
import { readTokenRow } from './token-row.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** What was read, beside the staged rows themselves. */
export interface ReadFacts {
  /** Rows of tokens, refused ones included; blank ones are none. */
  readonly rows: number;
  /** Events of webhook bodies among them. */
  readonly events: number;
  /** Events that stood in the file more than once. */
  readonly repeatedEvents: number;
  /** Entries of a log that hold no token. */
  readonly aside: number;
  readonly mapping: MappingShown;
  readonly ignoredColumns: readonly string[];
  /** All columns, in the file's order; empty for logs and lists. */
  readonly columns: readonly string[];
  /** Flags by code, of cells only. */
  readonly flags: ReadonlyMap<FlagCode, number>;
  /** The different texts given as zones; the first has number 1. */
  readonly zones: readonly string[];
  /** Name of the zone's column; `null` = there is none. */
  readonly zoneColumn: string | null;
}

/** Stages what a reader finds. */
export interface StagingSink extends ItemSink {
  /** Tokens of the platform's list, or of single reads. */
  readonly listed: (tokens: readonly ListedToken[], origin: 'list' | 'read') => void;
  readonly facts: () => ReadFacts;
}

/** Most different zone texts kept; a column with more holds no zones (there are 598 names). Sundial's choice. */
const MAX_ZONES = 20_000;

/** Number of a zone text beyond {@link MAX_ZONES}: unknown, and not kept. */
export const NO_ZONE = 0;

/**
 * Makes a sink for one account.
 *
 * @param account - whose Page or Instagram account the events must be about.
 */
export function createStagingSink(
  file: StagingFile,
  account: { readonly pageId: string; readonly igId: string | null },
): StagingSink {
  let map: ColumnMap | null = null;
  let names: Partial<Record<TokenField, string>> = {};
  let [rows, events, repeatedEvents, aside] = [0, 0, 0, 0];
  const flags = new Map<FlagCode, number>();
  const zones = new Map<string, number>();

  const zoneNo = (text: string | null): number | null => {
    if (text === null) return null;
    const known = zones.get(text);
    if (known !== undefined) return known;
    // A copy: a slice would keep the chunk it was cut from in memory.
    if (zones.size >= MAX_ZONES) return NO_ZONE;
    zones.set(Buffer.from(text).toString(), zones.size + 1);
    return zones.size;
  };
  const flag = (
    row: number,
    column: string | null,
    found: { readonly value: string | null; readonly code: FlagCode },
  ): void => {
    flags.set(found.code, (flags.get(found.code) ?? 0) + 1);
    file.addFlag({ row, column, value: shownValue(found.value), code: found.code });
  };
  const bad: ItemSink['bad'] = (found) => {
    rows += 1;
    file.addReject(found);
  };

  return {
    mapped: (found) => {
      map = found;
      names = Object.fromEntries(showMapping(found).map(({ column, field }) => [field, column]));
    },
    row: (values, row) => {
      rows += 1;
      const reading = readTokenRow(values);
      if (reading.kind === 'refused') {
        const value = reading.value === '' ? null : shownValue(reading.value.replaceAll(INVALID_BYTE, '\uFFFD'));
        file.addReject({ row, column: names[reading.field] ?? reading.field, value, code: reading.code });
        return;
      }
      for (const found of reading.flags) flag(row, names[found.field] ?? found.field, found);
      const place = { row, zoneNo: zoneNo(reading.row.zone), origin: 'file', isFlagged: reading.flags.length > 0 } as const;
      file.addRow(reading.row, place);
    },
    bad,
    event: (event, row) => {
      const fault = eventFault(event, account);
      if (fault !== null) {
        bad({ row, ...fault });
        return;
      }
      rows += 1;
      events += 1;
      const frequency = frequencyOf(event.frequency);
      if (event.frequency !== null && frequency === null) {
        flag(row, 'notification_messages_frequency', { value: event.frequency, code: 'frequencyUnknown' });
      }
      if (!file.addEvent({ ...event, frequency, row, zoneNo: zoneNo(event.zone) })) repeatedEvents += 1;
    },
    aside: () => {
      aside += 1;
    },
    listed: (tokens, origin) => {
      for (const token of tokens) {
        rows += 1;
        stageListed(token, { row: rows, origin, file, zoneNo, flag });
      }
    },
    facts: () => ({
      rows,
      events,
      repeatedEvents,
      aside,
      mapping: map === null ? [] : showMapping(map),
      ignoredColumns: map === null ? [] : ignoredColumns(map),
      columns: map?.columns ?? [],
      flags,
      zones: [...zones.keys()],
      zoneColumn: names.timezone ?? null,
    }),
  };
}

interface ListedPlace {
  readonly row: number;
  readonly origin: 'list' | 'read';
  readonly file: StagingFile;
  readonly zoneNo: (text: string | null) => number | null;
  readonly flag: (
    row: number,
    column: string,
    found: { readonly value: string | null; readonly code: FlagCode },
  ) => void;
}

function stageListed(token: ListedToken, { row, origin, file, zoneNo, flag }: ListedPlace): void {
  const recipient = token.recipient ?? null;
  const fault = identifierFault(token.token, MAX_TOKEN_LENGTH);
  const recipientFault = recipient === null ? null : identifierFault(recipient, MAX_RECIPIENT_LENGTH);
  if (fault !== null || recipientFault !== null) {
    const [column, value] = fault === null ? ['recipient_id', recipient] : ['notification_messages_token', token.token];
    file.addReject({ row, column, value: shownValue(value), code: fault ?? recipientFault ?? 'missing' });
    return;
  }
  const frequency = frequencyOf(token.frequency);
  const isOddFrequency = token.frequency !== null && frequency === null;
  if (isOddFrequency)
    flag(row, 'notification_messages_frequency', { value: token.frequency, code: 'frequencyUnknown' });
  const isOddTime = token.nextEligibleFlag === 'nonsense';
  if (isOddTime) flag(row, 'next_eligible_time', { value: null, code: 'timeNonsense' });
  const cells = {
    token: token.token,
    recipient,
    name: null,
    topic: blankToNull(token.topic),
    payload: null,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    frequency,
    userTokenStatus: token.userTokenStatus,
    reoptin: token.reoptin,
    nextEligibleAt: token.nextEligibleAt,
    status: null,
  };
  file.addRow(cells, { row, zoneNo: zoneNo(blankToNull(token.zone)), origin, isFlagged: isOddFrequency || isOddTime });
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

function frequencyOf(text: string | null): Frequency | null {
  const lower = text?.trim().toLowerCase();
  return FREQUENCIES.find((frequency) => frequency === lower) ?? null;
}

function eventFault(
  event: WebhookEvent,
  account: { readonly pageId: string; readonly igId: string | null },
): {
  readonly column: string;
  readonly value: string | null;
  readonly code: 'otherAccount' | NonNullable<ReturnType<typeof identifierFault>>;
} | null {
  if (event.pageId !== account.pageId && event.pageId !== account.igId) {
    return { column: 'entry.id', value: shownValue(event.pageId), code: 'otherAccount' };
  }
  const token = identifierFault(event.token, MAX_TOKEN_LENGTH);
  if (token !== null) return { column: 'notification_messages_token', value: shownValue(event.token), code: token };
  const recipient = identifierFault(event.recipient, MAX_RECIPIENT_LENGTH);
  return recipient === null ? null : { column: 'sender.id', value: shownValue(event.recipient), code: recipient };
}
