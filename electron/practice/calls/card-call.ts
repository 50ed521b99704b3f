import { readCard } from '#practice/content/card-content.ts';
import { expectHappenings } from '#practice/people.ts';
import type { Call, Outcome, Platform } from '#practice/platform.ts';
import { decideCard } from '#practice/rules/decide-card.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { answerToCard } from '#practice/world/simulated-people.ts';
import { accept, accepted } from './acceptance.ts';

/** An opt-in card to a scoped id; a simulated person may answer it later. */
export function sendCard(platform: Platform, call: Call, id: string): Outcome {
  const { limits, people, cards, shape } = platform;
  if (call.page.state.condition === 'cardsBarred') return refuse('cardsBarred');
  const card = readCard(call.params['message'], limits);
  if (card.kind === 'fault') return refuse('parameter', card.sentence);
  const person = people.find(id);
  if (person === null || person.page !== call.page.number) return refuse('noSuchPerson');
  const facts = {
    instagram: call.page.igId !== null,
    blocked: person.blocked === 1,
    lastInboundAt: person.lastInboundAt,
    earlier: cards.since(person.id, call.at - Math.max(limits.sameTitleMs, limits.instagramTitlesMs)),
    strict: platform.strict,
  };
  const refusal = decideCard(facts, card.titles, call.at, limits);
  if (refusal !== null) return refusal;
  const number = accept(platform, call, { kind: 'optin', person: person.id, scopedId: id, token: null });
  cards.add(person.id, number, call.at, card.titles);
  const who = { person: person.id, card: number };
  expectHappenings(platform, person.id, answerToCard(shape.seed, call.at, who, card));
  return accepted(platform, id, number);
}
