import type { ListedToken } from '#engine/graph/graph-api.ts';
import { type OtherHappening, storedHappening } from '#engine/webhooks/read-happenings.ts';
import type { TokenField } from '#shared/domain/list-file.ts';
import { frequencyNamed } from '#shared/domain/notification-token.ts';
import { isPageConnected } from '#shared/domain/unconnected-page.ts';
import { type ColumnMap, ignoredColumns, type MappingShown, showMapping } from './column-map.ts';
import type { DateExample, DateReader } from './date-reader.ts';
import { type EventAccount, eventFault, senderFault } from './event-fault.ts';
import type { BadRow, ItemSink } from './import-source.ts';
import { shownValue } from './row-code.ts';
import { FREQUENCY_NAME, stageListed } from './stage-listed.ts';
import type { StagingFile } from './staging-file.ts';
import { addKnownEvents } from './staging-known.ts';
import { INVALID_BYTE } from './text-decoder.ts';
import type { FieldValues } from './token-field.ts';
import { readTokenRow } from './token-row.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { createZoneNumbers, type ZoneNumbers } from './zone-numbers.ts';

/** What was read, beside the staged rows themselves. */
export interface ReadFacts {
  /** Rows of tokens, refused ones included; blank ones are none. */
  readonly rows: number;
  /** Events of webhook bodies among them. */
  readonly events: number;
  /** Events that stood in the file more than once. */
  readonly repeatedEvents: number;
  /** Messages, taps, ways in and deletions of a log. */
  readonly happenings: number;
  /** Entries of a log that are no business of Sundial. */
  readonly aside: number;
  readonly mapping: MappingShown;
  readonly ignoredColumns: readonly string[];
  /** All columns, in the file's order; empty for logs and lists. */
  readonly columns: readonly string[];
  /** The different texts given as zones; the first has number 1. */
  readonly zones: readonly string[];
  /** Name of the zone's column; `null` = there is none. */
  readonly zoneColumn: string | null;
  /** How the dates of a list were read, with the columns they stand in. */
  readonly dates: readonly (DateExample & { readonly column: string })[];
}

/** Stages what a reader finds. */
export interface StagingSink extends ItemSink {
  /** Tokens of the platform's list, or of single reads. */
  readonly listed: (tokens: readonly ListedToken[], origin: 'list' | 'read') => void;
  /** Looks up what the workspace holds of the same events and permissions; called once, when all is read. */
  readonly addKnown: (accountId: number) => void;
  readonly facts: () => ReadFacts;
}

/** What the sink has seen so far. */
interface SinkState {
  readonly file: StagingFile;
  /** Of an account whose Page is not known yet, the Page of the first event. */
  account: EventAccount;
  readonly zones: ZoneNumbers;
  readonly dates: DateReader;
  map: ColumnMap | null;
  names: Partial<Record<TokenField, string>>;
  rows: number;
  events: number;
  repeatedEvents: number;
  happenings: number;
  aside: number;
}

/**
 * Makes a sink for one account.
 *
 * @param account - whose Page or Instagram account the events must be about.
 */
export function createStagingSink(file: StagingFile, account: EventAccount, dates: DateReader): StagingSink {
  const state: SinkState = {
    file,
    account,
    dates,
    zones: createZoneNumbers(),
    map: null,
    names: {},
    rows: 0,
    events: 0,
    repeatedEvents: 0,
    happenings: 0,
    aside: 0,
  };
  return {
    mapped: (found) => {
      state.map = found;
      state.names = Object.fromEntries(showMapping(found).map(({ column, field }) => [field, column]));
    },
    row: (values, row) => takeRow(state, values, row),
    bad: (found) => takeBad(state, found),
    event: (event, row) => takeEvent(state, event, row),
    happening: (happening, row) => takeHappening(state, happening, row),
    addKnown: (accountId) => {
      if (state.events > 0) state.repeatedEvents += addKnownEvents(file, accountId, state.zones.of);
    },
    aside: () => {
      state.aside += 1;
    },
    listed: (tokens, origin) => {
      for (const token of tokens) {
        state.rows += 1;
        stageListed(token, { row: state.rows, origin, file, zoneNo: state.zones.of });
      }
    },
    facts: () => factsOf(state),
  };
}

function takeBad(state: SinkState, bad: BadRow): void {
  state.rows += 1;
  state.file.addReject(bad);
}

function takeRow(state: SinkState, values: FieldValues, row: number): void {
  const { file, names } = state;
  const reading = readTokenRow(values, state.dates);
  if (reading.kind === 'refused') {
    const value = reading.value === '' ? null : shownValue(reading.value.replaceAll(INVALID_BYTE, '\uFFFD'));
    takeBad(state, { row, column: names[reading.field] ?? reading.field, value, code: reading.code });
    return;
  }
  state.rows += 1;
  for (const { field, value, code } of reading.flags) {
    file.addFlag({ row, column: names[field] ?? field, value: shownValue(value), code });
  }
  const zoneNo = state.zones.of(reading.row.zone);
  const { pending, flags } = reading;
  file.addRow(reading.row, { row, zoneNo, origin: 'file', isFlagged: flags.length > 0, pending });
}

function takeEvent(state: SinkState, event: WebhookEvent, row: number): void {
  if (!isPageConnected(state.account)) state.account = { pageId: event.pageId, igId: null };
  const fault = eventFault(event, state.account);
  if (fault !== null) {
    takeBad(state, { row, ...fault });
    return;
  }
  state.rows += 1;
  state.events += 1;
  const frequency = frequencyNamed(event.frequency);
  if (event.frequency !== null && frequency === null) {
    state.file.addFlag({ row, column: FREQUENCY_NAME, value: shownValue(event.frequency), code: 'frequencyUnknown' });
  }
  const isNew = state.file.addEvent({ ...event, frequency, row, zoneNo: state.zones.of(event.zone) });
  if (!isNew) state.repeatedEvents += 1;
}

function takeHappening(state: SinkState, happening: OtherHappening, row: number): void {
  if (!isPageConnected(state.account)) state.account = { pageId: happening.pageId, igId: null };
  const fault = senderFault(happening, state.account);
  if (fault !== null) {
    takeBad(state, { row, ...fault });
    return;
  }
  state.happenings += 1;
  if (!state.file.addHappening(storedHappening(happening), row)) state.repeatedEvents += 1;
}

function factsOf(state: SinkState): ReadFacts {
  const { rows, events, repeatedEvents, happenings, aside, map, names, zones } = state;
  return {
    rows,
    events,
    repeatedEvents,
    happenings,
    aside,
    mapping: map === null ? [] : showMapping(map),
    ignoredColumns: map === null ? [] : ignoredColumns(map),
    columns: map?.columns ?? [],
    zones: zones.texts(),
    zoneColumn: names.timezone ?? null,
    dates: state.dates.examples().map((example) => ({ ...example, column: names[example.field] ?? example.field })),
  };
}
