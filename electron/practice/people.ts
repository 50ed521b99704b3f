import { assertNever } from '#shared/lang/assert-never.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { CardOffer } from './content/card-content.ts';
import type { LivePage, Platform } from './platform.ts';
import type { PersonRow } from './records/person-records.ts';
import type { TokenRow } from './records/token-records.ts';
import { FAR_EXPIRY } from './world/person-plan.ts';
import { notificationTokenOf } from './world/platform-ids.ts';
import type { Happening } from './world/simulated-people.ts';

/** Remembers what simulated people will do. */
export function expectHappenings(platform: Platform, person: number, happenings: readonly Happening[]): void {
  for (const { at, kind, ...detail } of happenings) {
    platform.happenings.add({ at, kind, person, detail: JSON.stringify(detail) });
  }
}

/** Lets everything happen that is due at an instant, in the order of its own instants. */
export function letHappen(platform: Platform, until: EpochMs): void {
  if ((platform.happenings.nextAt() ?? Number.POSITIVE_INFINITY) > until) return;
  for (let due = platform.happenings.takeDue(until); due !== null; due = platform.happenings.takeDue(until)) {
    const person = platform.people.byId(due.person);
    const happening = { ...(JSON.parse(due.detail) as object), kind: due.kind, at: due.at } as Happening; // written by expectHappenings only
    if (person !== null) happen(platform, person, happening);
  }
}

function happen(platform: Platform, person: PersonRow, happening: Happening): void {
  const ofTopic = (topic: string) => platform.tokens.ofPerson(person.id).filter((token) => token.topic === topic);
  switch (happening.kind) {
    case 'accept':
      acceptOffer(platform, person, happening.offer, { at: happening.at, zone: happening.zone });
      return;
    case 'stopAll':
      for (const token of platform.tokens.ofPerson(person.id)) stopToken(platform, token, happening.at);
      return;
    case 'stopTopic':
      for (const token of ofTopic(happening.topic)) stopToken(platform, token, happening.at);
      return;
    case 'resumeTopic':
      for (const token of ofTopic(happening.topic)) resumeToken(platform, token, happening.at);
      return;
    default:
      assertNever(happening, 'happening');
  }
}

/**
 * A person says yes: a token for the topic, or the one they hold renewed (whether the real platform keeps the token is not
 * documented, META-API 2.3). The time for follow-ups starts; the 24 h window does not open (seeds/004, Limitazioni).
 *
 * @returns the token's text.
 */
export function acceptOffer(
  platform: Platform,
  person: PersonRow,
  offer: CardOffer,
  when: { readonly at: EpochMs; readonly zone: string | null },
): string {
  const { tokens, sends } = platform;
  const held = tokens.ofPerson(person.id).find(({ topic, state, frequency }) => {
    return topic === offer.title && state !== 'invalid' && frequency === null;
  });
  const zone = when.zone ?? tokens.ofPerson(person.id)[0]?.zone ?? pageOf(platform, person.page).zone;
  const text = held?.token ?? notificationTokenOf(platform.shape.seed, tokens.nextId());
  if (held === undefined) {
    tokens.add({ ...newTokenOf(person, offer, when.at), token: text, zone });
  } else {
    tokens.renew(held.id, when.at, { zone: when.zone, payload: offer.payload });
    tokens.setExpiry(held.id, FAR_EXPIRY, when.at);
    sends.resetFollowUps(held.id);
  }
  const row = tokens.find(text);
  if (row !== null) emitOptIn(platform, row, when.at, null);
  return text;
}

function newTokenOf(person: PersonRow, offer: CardOffer, at: EpochMs) {
  return {
    person: person.id,
    page: person.page,
    topic: offer.title,
    payload: offer.payload,
    frequency: null,
    state: 'active',
    createdAt: at,
    updatedAt: at,
    expiresAt: FAR_EXPIRY,
    optedInAt: at,
    refreshed: 0,
    reoptin: 1,
  } as const;
}

/** A person stops a topic; a token already stopped or gone stays as it is. */
export function stopToken(platform: Platform, token: TokenRow, at: EpochMs): void {
  if (token.state !== 'active') return;
  platform.tokens.setState(token.id, 'stopped', at);
  emitOptIn(platform, token, at, 'STOP_NOTIFICATIONS');
}

/** A person takes a topic up again. */
export function resumeToken(platform: Platform, token: TokenRow, at: EpochMs): void {
  if (token.state !== 'stopped') return;
  platform.tokens.setState(token.id, 'active', at);
  emitOptIn(platform, token, at, 'RESUME_NOTIFICATIONS');
}

/** A person writes, taps or reacts: the 24 h window opens (META-API 8). */
export function noteInbound(
  platform: Platform,
  person: PersonRow,
  at: EpochMs,
  what: { readonly kind: 'message' | 'reaction'; readonly text: string },
): void {
  platform.people.noteInbound(person.id, at);
  const page = pageOf(platform, person.page);
  const parties = { sender: { id: person.scopedId }, recipient: { id: page.igId ?? page.pageId }, timestamp: at };
  if (what.kind === 'reaction') {
    platform.emit({ page, at, item: { ...parties, reaction: { action: 'react', reaction: 'love', emoji: '❤' } } });
    return;
  }
  const body = JSON.stringify({ text: what.text });
  const id = platform.messages.add({ at, kind: 'inbound', token: null, person: person.id, body });
  platform.emit({ page, at, item: { ...parties, message: { mid: `m_in-${id}`, text: what.text } } });
}

/** The Page with a number. */
export function pageOf(platform: Platform, number: number): LivePage {
  const page = platform.pages[number];
  if (page === undefined) throw new RangeError(`There is no Page ${number}.`);
  return page;
}

/** Posts the opt-in event; `status` is there for stop and resume only (META-API 2.2). */
function emitOptIn(platform: Platform, token: TokenRow, at: EpochMs, status: string | null): void {
  const page = pageOf(platform, token.page);
  const optin = {
    type: 'notification_messages',
    payload: token.payload,
    notification_messages_token: token.token,
    ...(token.zone === null ? {} : { notification_messages_timezone: token.zone }),
    ...(token.expiresAt === null ? {} : { token_expiry_timestamp: token.expiresAt }),
    user_token_status: token.refreshed === 1 ? 'REFRESHED' : 'NOT_REFRESHED',
    ...(status === null ? {} : { notification_messages_status: status }),
    ...(token.frequency === null ? {} : { notification_messages_frequency: token.frequency }),
    title: token.topic,
  };
  const item = { sender: { id: token.scopedId }, recipient: { id: page.igId ?? page.pageId }, timestamp: at, optin };
  platform.emit({ page, at, item });
}
