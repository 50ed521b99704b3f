import { answer, type Call, type Outcome, type Platform } from '#practice/platform.ts';
import type { MessageRow } from '#practice/records/message-records.ts';
import type { PersonRow } from '#practice/records/person-records.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { takeCall } from '#practice/rules/send-budget.ts';
import { messageIdOf, messageNumber } from '#practice/world/platform-ids.ts';
import { type EpochMs, epochMs, toIso } from '#shared/time/instant.ts';
import { onlyFields } from './fields.ts';
import { limitParam, textParam } from './text-param.ts';

/**
 * `GET /{page}/conversations?platform=…[&user_id=…]`: one conversation per person. Ordered by person, not by update: the
 * order of the real edge is not documented (META-API 8).
 */
export function listConversations(platform: Platform, call: Call): Outcome {
  const { page } = call;
  const budget = takeCall(page.state.conversations, call.at, platform.limits.conversationCallsPerSecond);
  page.state.conversations = budget.budget;
  if (!budget.taken) return refuse('rateLimit');
  if (page.state.condition === 'notEligible') return refuse('notEligible');
  const wanted = platform.shape.platform;
  if ((textParam(call.params, 'platform') ?? wanted) !== wanted) {
    return refuse('parameter', `platform must be ${wanted} for this Page.`);
  }
  const user = textParam(call.params, 'user_id');
  return user === null ? conversationPage(platform, call) : conversationWith(platform, call, user);
}

function conversationWith(platform: Platform, call: Call, user: string): Outcome {
  const person = platform.people.find(user);
  if (person === null || person.page !== call.page.number) return answer({ data: [] });
  return answer({ data: [conversationOf(platform, call, person)] });
}

function conversationPage(platform: Platform, call: Call): Outcome {
  const { listDefault, listMaximum } = platform.limits;
  const size = limitParam(call.params, listDefault, listMaximum);
  if (size === null) return refuse('parameter', 'limit must be a whole number from 1.');
  const after = textParam(call.params, 'after') ?? '0';
  if (!/^\d{1,15}$/.test(after)) return refuse('parameter', 'after is no cursor of this list.');
  const rows = platform.people.page(call.page.number, Number(after), size + 1);
  const data = rows.slice(0, size).map((person) => conversationOf(platform, call, person));
  const last = rows[size - 1];
  if (rows.length <= size || last === undefined) return answer({ data });
  const place = { platform: platform.shape.platform, limit: String(size), after: String(last.id) };
  const query = new URLSearchParams({ access_token: call.page.accessToken, ...place });
  const next = `${call.base}/${call.page.pageId}/conversations?${query.toString()}`;
  return answer({ data, paging: { cursors: { after: place.after }, next } });
}

/** `GET /{conversation}`: id and update time, and what `fields` asks for (messages, participants, message_count). */
export function readConversation(platform: Platform, call: Call): Outcome {
  const person = personOf(platform, call);
  return person === null ? refuse('noSuchObject') : answer(conversationOf(platform, call, person));
}

/** `GET /{conversation}/messages`: the newest messages with what `fields` asks for. */
export function listMessages(platform: Platform, call: Call): Outcome {
  const person = personOf(platform, call);
  if (person === null) return refuse('noSuchObject');
  const rows = newestWith(platform, person);
  return answer({ data: rows.map((row) => messageOf(platform, call, person, row)) });
}

/** `GET /{message}`: one of the 20 newest messages of its conversation; an older one is answered as deleted. */
export function readMessageCall(platform: Platform, call: Call): Outcome {
  const number = messageNumber(platform.shape.seed, call.parts['message'] ?? '');
  const row = number === null ? null : platform.messages.find(number);
  const person = row === null ? null : platform.people.byId(row.person);
  if (row === null || person === null || person.page !== call.page.number) return refuse('noSuchObject');
  if (platform.messages.newerThan(person.id, row.id) >= platform.limits.readableMessages) return refuse('messageGone');
  return answer(messageOf(platform, call, person, row));
}

const LIST_FIELDS = ['id', 'updated_time'];

/** Update time of a conversation in which nobody ever wrote. */
const LONG_AGO = epochMs(Date.UTC(2024, 0, 1));

/** Numbers of messages that were written before the world began, behind all others. */
const BEFORE_THE_WORLD = 1_000_000_000_000;

/**
 * The newest messages with a person, newest first. What somebody wrote before the world began stands in no row, because a world of a
 * million people would begin with as many messages; only its time is known.
 */
function newestWith({ messages, limits }: Platform, { id, lastInboundAt }: PersonRow): readonly MessageRow[] {
  const rows = messages.newestOf(id, limits.readableMessages);
  const isTold = lastInboundAt === null || rows.some(({ kind }) => kind === 'inbound');
  if (isTold || rows.length >= limits.readableMessages) return rows;
  const first = { id: BEFORE_THE_WORLD + id, at: lastInboundAt, person: id, body: '{"text":"Ciao!"}' };
  return [...rows, { ...first, kind: 'inbound' }];
}

function personOf(platform: Platform, call: Call): PersonRow | null {
  const person = platform.people.find((call.parts['conversation'] ?? '').slice('t_'.length));
  return person === null || person.page !== call.page.number ? null : person;
}

function conversationOf(platform: Platform, call: Call, person: PersonRow): Record<string, unknown> {
  const newest = newestWith(platform, person);
  const updatedAt = newest[0]?.at ?? LONG_AGO;
  const all = {
    updated_time: graphTime(updatedAt),
    link: `/${call.page.pageId}/inbox/${person.scopedId}/`,
    message_count: newest.length,
    participants: { data: [personParty(person), pageParty(call)] },
    can_reply: person.lastInboundAt !== null && call.at - person.lastInboundAt < platform.limits.windowMs,
    messages: {
      data: newest.map((row) => ({ id: messageIdOf(platform.shape.seed, row.id), created_time: graphTime(row.at) })),
    },
  };
  return { ...onlyFields(all, call.params['fields'], LIST_FIELDS), id: `t_${person.scopedId}` };
}

function messageOf(platform: Platform, call: Call, person: PersonRow, row: MessageRow): Record<string, unknown> {
  const inbound = row.kind === 'inbound';
  const { text } = JSON.parse(row.body) as { text?: string }; // a message object that was checked when it came
  const all = {
    id: messageIdOf(platform.shape.seed, row.id),
    created_time: graphTime(row.at),
    from: inbound ? personParty(person) : pageParty(call),
    to: { data: [inbound ? pageParty(call) : personParty(person)] },
    message: text ?? '',
  };
  return { ...onlyFields(all, call.params['fields'], ['id', 'created_time']), id: all.id };
}

function personParty(person: PersonRow): Record<string, string> {
  return { name: person.name, id: person.scopedId };
}

function pageParty({ page }: Call): Record<string, string> {
  return { name: page.name, id: page.igId ?? page.pageId };
}

/** `2022-07-12T19:11:07+0000`, as the Conversations API writes times (META-API 8). */
function graphTime(at: EpochMs): string {
  return `${toIso(at).slice(0, 19)}+0000`;
}
