import { z } from 'zod';
import {
  bestStanding,
  consentView,
  messagesView,
  permissionView,
  type TellOrNull,
} from '#engine/people/person-record.ts';
import { standingOf } from '#engine/people/standing.ts';
import { zoneView } from '#engine/people/zone-view.ts';
import { type Explanation, explain } from '#engine/planner/explain.ts';
import type { PersonRow } from '#engine/store/operations/people-rows.ts';
import type { TokenRecord } from '#engine/store/operations/tokens-show.ts';
import type { PersonErased, WhyNot } from '#shared/contract/people.ts';
import type { Person } from '#shared/contract/person.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import { isNameTyped, nameToType } from '#shared/domain/name-to-type.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { eraseRow } from './erase-person.ts';
import { findCampaign } from './find-campaign.ts';
import { viewTools } from './people-list.ts';
import { readPersonWithoutPermission } from './person-alone.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** At least one row, since a person is found by their permissions. */
type Rows = readonly [PersonRow, ...(readonly PersonRow[])];

/** Everything about one person: permissions, messages, consent. */
export const readPersonRecord = documentUseCase({
  input: z.strictObject({ person: z.string() }),
  run: async ({ person }, context): Promise<Person> => {
    const recipientId = parsePublicId('person', person) as RecipientId; // a number that names a person, if there is one
    const rows = await permissionsOf(context, recipientId);
    if (rows === null) return readPersonWithoutPermission(context, recipientId);
    const [first] = rows;
    const tools = await viewTools(context);
    const { account } = tools.rulesOf(first.line.accountId);
    const given = { tokenZone: first.line.zone, personZone: first.personZone };
    const zone = zoneView(tools.zones, given, tools.now, tools.tell);
    const tell: TellOrNull = (at) => (at === null ? null : tools.tell(at, zone.name));
    const records = await Promise.all(rows.map((row) => recordOf(context, row, tools.now)));
    const [firstStanding, ...otherStandings] = rows.map((row) =>
      standingOf(row.case.facts, tools.rulesOf(row.line.accountId), { ...tools, zone: zone.name }),
    );
    if (firstStanding === undefined) throw gone();
    const standings = [firstStanding, ...otherStandings] as const;
    return {
      now: tools.tell(tools.now, null),
      id: person,
      account: { id: toPublicId('account', account.id), name: account.name },
      name: first.line.name,
      metaId: first.line.recipient,
      zone,
      suppressed: tell(first.case.facts.suppressedAt),
      standing: bestStanding(standings),
      last: tell(latestOf(rows)),
      permissions: records.flatMap((record, index) => {
        const [row, standing] = [rows[index], standings[index]];
        if (row === undefined || standing === undefined) return [];
        const { rules } = tools.rulesOf(row.line.accountId);
        return [permissionView(row, record, { standing, rules }, tell)];
      }),
      messages: messagesView(records, await campaignNames(context), tell),
      consent: records.slice(0, 1).flatMap((record) => consentView(record, (at) => tools.tell(at, zone.name))),
    };
  },
});

/** Whether a person gets a campaign's message, and why not: of all their permissions the one that says most. */
export const explainToPerson = documentUseCase({
  input: z.strictObject({ person: z.string(), campaign: z.string() }),
  run: async ({ person, campaign: text }, context): Promise<WhyNot> => {
    const rows = await rowsOfPerson(context, person);
    const campaign = await findCampaign(context.parts, text);
    const tools = await viewTools(context);
    const [first] = rows;
    const zone = zoneView(
      tools.zones,
      { tokenZone: first.line.zone, personZone: first.personZone },
      tools.now,
      tools.tell,
    );
    const told: Explanation[] = [];
    for (const { line } of rows.filter((row) => row.line.accountId === campaign.accountId)) {
      told.push(await explain(context.parts, campaign.id, line.token, tools.now));
    }
    const [most] = told.toSorted((a, b) => weightOf(a) - weightOf(b));
    if (most === undefined) {
      throw refuse('personOfOtherAccount', {}, { where: 'campaign' });
    }
    const { verdict, reason, sentence, rule, dueAt, earliestAt } = most;
    const tell: TellOrNull = (at) => (at === null ? null : tools.tell(at, zone.name));
    return {
      verdict,
      reason,
      sentence,
      rule: { id: rule.id, source: rule.source },
      due: tell(dueAt),
      earliest: tell(earliestAt),
    };
  },
});

/** Erases a person whom somebody named by typing: the name, or the Meta id where no name is known. */
export const erasePersonTyped = documentUseCase({
  input: z.strictObject({ person: z.string(), typed: z.string() }),
  audit: (_input, output: PersonErased) => ({ subject: output.receipt, detail: null }),
  run: async ({ person, typed }, context): Promise<PersonErased> => {
    const [first] = await rowsOfPerson(context, person);
    const wanted = nameToType(first.line.name, first.line.recipient);
    if (!isNameTyped(typed, wanted)) {
      throw refuse('eraseNotTyped', { wanted }, { where: 'typed' });
    }
    const { tokens, messages, receipt, backups } = await eraseRow(context, first.line.recipientId);
    return { permissions: tokens, messages, receipt, backups: backups.length };
  },
});

async function rowsOfPerson(context: UseCaseContext, person: string): Promise<Rows> {
  const recipientId = parsePublicId('person', person) as RecipientId; // a number that names a person, if there is one
  const rows = await permissionsOf(context, recipientId);
  if (rows === null) throw gone();
  return rows;
}

/** `null` = the person holds none, or is not there. */
async function permissionsOf({ parts }: UseCaseContext, recipientId: RecipientId): Promise<Rows | null> {
  const ids = await parts.store.read('person.tokens', { recipientId });
  const [first, ...others] = await parts.store.read('people.rows', { ids, now: parts.ports.clock.now() });
  return first === undefined ? null : [first, ...others];
}

async function recordOf({ parts }: UseCaseContext, { line }: PersonRow, now: EpochMs): Promise<TokenRecord> {
  const found = await parts.store.read('token.show', { token: line.token, accountId: line.accountId, now });
  const record = found.find(({ id }) => id === line.id);
  if (record === undefined) throw gone();
  return record;
}

async function campaignNames({ parts }: UseCaseContext): Promise<ReadonlyMap<number, string>> {
  const campaigns = await parts.store.read('campaign.list', { accountId: null });
  return new Map(campaigns.map(({ campaign }) => [campaign.id, campaign.name]));
}

function latestOf(rows: Rows): EpochMs | null {
  return rows.reduce<EpochMs | null>(
    (late, { line: { lastAcceptedAt } }) =>
      lastAcceptedAt !== null && (late === null || lastAcceptedAt > late) ? lastAcceptedAt : late,
    null,
  );
}

/** What a person wants to hear first: that it arrived, that it will, that nobody knows; then a reason of their own before a formal one. */
function weightOf({ verdict, reason }: Explanation): number {
  const byVerdict = { did: 0, will: 1, unknown: 2, wont: 3 } as const;
  return byVerdict[verdict] + (reason === 'notInAudience' || reason === 'sameRecipient' ? 1 : 0);
}

function gone(): DomainError {
  return refuse('personGone', {}, { where: 'person' });
}
