import { counted, grouped } from '#cli/output.ts';
import { printable } from '#cli/table.ts';
import type { ImportResult } from '#engine/importers/import-service.ts';

/** Rejected rows shown to people; programs get up to 1,000, a rejects file all (Sundial's choice). */
const SHOWN = 10;

/** What an import did, or would do, for people. */
export function importText(result: ImportResult): string {
  const { rows, new: made, changed, unchanged, flagged, rejected, planned, flags } = result;
  const done = result.import !== null;
  const heading = done ? `Taken in as import ${result.import}` : 'What this file would change (nothing was stored)';
  return [
    `${heading}: ${counted(rows, 'row', 'rows')}, of which ${grouped(made)} new, ${grouped(changed)} changed, ${grouped(unchanged)} as before, ${grouped(rejected)} not taken.`,
    ...columnLines(result),
    ...dateLines(result),
    ...(flagged === 0 ? [] : [`${counted(flagged, 'row is', 'rows are')} taken and odd:`]),
    ...flags
      .slice(0, SHOWN)
      .map(({ row, value, code }) => `  row ${grouped(row)}: ${FLAGS[code] ?? code}${shown(value)}`),
    ...(flags.length > SHOWN ? [`  … and ${grouped(flagged - SHOWN)} more.`] : []),
    ...happeningLines(result),
    ...rejectLines(result),
    ...(planned.takenBack === 0
      ? []
      : [`${counted(planned.takenBack, 'planned message was', 'planned messages were')} taken back.`]),
    ...(done ? [`To take it back: tokens undo ${result.import}`] : []),
  ].join('\n');
}

/** Which column was taken for what, and which were not looked at: what a person has to see before trusting the rest. */
function columnLines({ mapping, ignoredColumns }: ImportResult): readonly string[] {
  const taken = mapping.map(({ column, field }) => `${printable(column)} as ${field}`);
  const ignored = ignoredColumns.map(printable).join(', ');
  return [
    ...(taken.length === 0 ? [] : [`Columns read: ${taken.join(', ')}.`]),
    ...(ignored === '' ? [] : [`Columns not used: ${ignored}. Name what one holds with --map "column=field".`]),
  ];
}

function happeningLines({ happenings }: ImportResult): readonly string[] {
  const { wrote, canBeAsked, waysIn, deleted } = happenings;
  return [
    ...(wrote === 0
      ? []
      : [
          `${counted(wrote, 'person', 'people')} wrote since the last time known here; ${grouped(canBeAsked)} can be asked now.`,
        ]),
    ...(waysIn === 0 ? [] : [`${counted(waysIn, 'way in', 'ways in')} new.`]),
    ...(deleted === 0 ? [] : [`${counted(deleted, 'deleted message', 'deleted messages')}: nothing is kept of them.`]),
  ];
}

/** One example for each way dates were read, in UTC: the Page's own clock may have been the one it was written on. */
function dateLines({ dates }: ImportResult): readonly string[] {
  return dates.map(
    ({ column, form, written, at }) =>
      `Dates in ${printable(column)}: "${printable(written)}" is ${new Date(at).toISOString()}${DATE_FORMS[form]}.`,
  );
}

const DATE_FORMS: Readonly<Record<ImportResult['dates'][number]['form'], string>> = {
  instant: '',
  pageClock: ", read on the Page's clock",
  serial: ", a spreadsheet's day number, read on the Page's clock",
  dayFirst: ", the day first, read on the Page's clock",
  monthFirst: ", the month first, read on the Page's clock",
};

function rejectLines({ rejected, rejects }: ImportResult): readonly string[] {
  if (rejected === 0) return [];
  const lines = rejects
    .slice(0, SHOWN)
    .map(
      ({ row, column, value, code }) =>
        `  row ${grouped(row)}${column === null ? '' : `, ${printable(column)}`}: ${REJECTS[code] ?? code}${shown(value)}`,
    );
  const more =
    rejected > lines.length
      ? [`  … and ${grouped(rejected - lines.length)} more; --rejects FILE writes them all down.`]
      : [];
  return ['Not taken:', ...lines, ...more];
}

function shown(value: string | null): string {
  return value === null ? '' : ` ("${printable(value)}")`;
}

const FLAGS: Readonly<Record<string, string>> = {
  zoneUnknown: 'this is no time zone',
  zoneMissing: 'the time zone is missing',
  zoneUtc: 'UTC may be what a tool wrote that did not know the time zone',
  timeNonsense: 'this time cannot be one and is left out',
  frequencyUnknown: 'this frequency is none and is left out',
  suppressed: 'you chose never to message this person again; that stays',
  stopped: 'this person said stop; that stays',
};

const REJECTS: Readonly<Record<string, string>> = {
  missing: 'the token or the Meta id is missing',
  space: 'a space stands inside an id',
  hiddenCharacter: 'an invisible character hides in an id',
  badCharacter: 'a character that no id holds',
  tooLong: 'longer than any id',
  digitsLost: 'a spreadsheet has rounded this number; export the list again with the column as text',
  notAnId: "no id: a person's id is digits only",
  formula: 'a formula stands where its result belongs',
  encoding: 'bytes that are no text',
  tooManyCells: 'more cells than there are columns',
  tooFewCells: 'fewer cells than there are columns',
  quote: 'a quote is opened and not closed',
  notText: 'a list or object where a plain value belongs',
  notJson: 'no JSON',
  notARow: 'no row and no webhook event',
  duplicate: 'stood in an earlier row already',
  tokenOfTwoPeople: 'an earlier row gives it to another person',
  tokenOfOtherPerson: 'belongs to another person here already',
  otherAccount: 'about another account',
};
