import { DEFAULT_TITLE } from '#practice/content/card-content.ts';
import { wordFault } from '#practice/content/json-value.ts';
import { acceptOffer, noteInbound, resumeToken, stopToken } from '#practice/people.ts';
import {
  answer,
  type ControlCall,
  type Outcome,
  PAGE_CONDITIONS,
  type PageCondition,
  type Platform,
} from '#practice/platform.ts';
import type { PersonRow } from '#practice/records/person-records.ts';
import type { TokenRow } from '#practice/records/token-records.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { notificationTokenOf } from '#practice/world/platform-ids.ts';
import { epochMs } from '#shared/time/instant.ts';
import { personView, tokenView } from './control-views.ts';

const PERSON_ACTIONS = ['stop', 'resume', 'block', 'unblock', 'react', 'message', 'accept'];
const TOKEN_ACTIONS = ['stop', 'resume', 'invalidate', 'expire', 'replace'];

/**
 * `POST /practice/people/{scoped id}` `{ "action" }`: makes a person act now. `stop` and `resume` mean all their tokens or
 * those of `topic`; `accept` gives consent to `topic` (the default title when left out), instead of whatever they were going to do
 * about a card; `message` takes `text`.
 */
export function changePerson(platform: Platform, call: ControlCall): Outcome {
  const { action, topic, text } = call.params;
  const person = platform.people.find(call.parts['id'] ?? '');
  if (person === null) return refuse('noSuchPerson');
  const fault = wordFault(action, PERSON_ACTIONS, 'action');
  if (fault !== null) return refuse('parameter', fault);
  const wanted = typeof topic === 'string' ? topic : null;
  actAs(platform, call, person, {
    action: String(action),
    topic: wanted,
    text: typeof text === 'string' ? text : 'Ciao!',
  });
  return answer(personView(platform, platform.people.byId(person.id) ?? person));
}

function actAs(
  platform: Platform,
  call: ControlCall,
  person: PersonRow,
  act: { readonly action: string; readonly topic: string | null; readonly text: string },
): void {
  const tokens = platform.tokens.ofPerson(person.id).filter(({ topic }) => act.topic === null || topic === act.topic);
  if (act.action === 'stop') for (const token of tokens) stopToken(platform, token, call.at);
  if (act.action === 'resume') for (const token of tokens) resumeToken(platform, token, call.at);
  if (act.action === 'block') platform.people.setBlocked(person.id, true);
  if (act.action === 'unblock') platform.people.setBlocked(person.id, false);
  if (act.action === 'react') noteInbound(platform, person, call.at, { kind: 'reaction', text: '' });
  if (act.action === 'message') noteInbound(platform, person, call.at, { kind: 'message', text: act.text });
  if (act.action === 'accept') {
    // They answer now; what the seed had them do about a card later would be a second answer.
    platform.happenings.forgetAnswers(person.id);
    const offer = { title: act.topic ?? DEFAULT_TITLE, image: null, payload: 'practice' };
    acceptOffer(platform, person, offer, { at: call.at, zone: null });
  }
}

/** `POST /practice/tokens/{token}` `{ "action" }`: changes one token now; `replace` gives it a new text, the old one is gone. */
export function changeToken(platform: Platform, call: ControlCall): Outcome {
  const token = platform.tokens.find(call.parts['id'] ?? '');
  if (token === null) return refuse('tokenInvalid');
  const fault = wordFault(call.params['action'], TOKEN_ACTIONS, 'action');
  if (fault !== null) return refuse('parameter', fault);
  const text = change(platform, call, token);
  const row = platform.tokens.find(text);
  return row === null ? refuse('tokenInvalid') : answer(tokenView(row));
}

/** Carries a change out; returns the token's text afterwards. */
function change(platform: Platform, call: ControlCall, token: TokenRow): string {
  const { action } = call.params;
  if (action === 'stop') stopToken(platform, token, call.at);
  if (action === 'resume') resumeToken(platform, token, call.at);
  if (action === 'invalidate') platform.tokens.setState(token.id, 'invalid', call.at);
  if (action === 'expire') platform.tokens.setExpiry(token.id, call.at, call.at);
  if (action !== 'replace') return token.token;
  const text = notificationTokenOf(platform.shape.seed, 500_000_000 + (call.at % 100_000_000) + token.id);
  platform.tokens.setText(token.id, text, call.at);
  return text;
}

/** `POST /practice/account` `{ "condition", "pageId"? }`: puts a Page (all when none is named) into a condition. */
export function changeAccount(platform: Platform, call: ControlCall): Outcome {
  const { condition, pageId } = call.params;
  const fault = wordFault(condition, PAGE_CONDITIONS, 'condition');
  if (fault !== null) return refuse('parameter', fault);
  const pages = platform.pages.filter((page) => pageId === undefined || page.pageId === pageId);
  if (pages.length === 0) return refuse('noSuchObject');
  for (const page of pages) page.state.condition = condition as PageCondition; // one of PAGE_CONDITIONS, checked above
  return answer({ condition, pages: pages.map((page) => page.pageId) });
}

/** `POST /practice/clock` `{ "offsetMs" }`: shifts the platform's clock against its computer's, `Date` header included. */
export function changeClock(platform: Platform, call: ControlCall): Outcome {
  const { offsetMs } = call.params;
  if (typeof offsetMs !== 'number' || !Number.isInteger(offsetMs)) {
    return refuse('parameter', 'offsetMs must be a whole number.');
  }
  const at = epochMs(call.at - platform.clock.offsetMs + offsetMs);
  platform.clock.offsetMs = offsetMs;
  return answer({ offsetMs, now: at });
}
