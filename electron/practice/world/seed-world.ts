import { createPersonRecords } from '#practice/records/person-records.ts';
import type { PlatformFile } from '#practice/records/platform-file.ts';
import { createSendRecords } from '#practice/records/send-records.ts';
import { createSettingRecords } from '#practice/records/setting-records.ts';
import { createTokenRecords, type TokenRecords } from '#practice/records/token-records.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type PlannedPerson, type PlannedToken, planPerson } from './person-plan.ts';
import { notificationTokenOf, scopedIdOf } from './platform-ids.ts';
import type { WorldShape } from './world-shape.ts';

/**
 * Writes a world into a new platform file: same shape and same start, same world.
 *
 * Runs inside the caller's transaction and before the indexes exist.
 */
export function seedWorld(database: PlatformFile, shape: WorldShape, start: EpochMs): void {
  createSettingRecords(database).write('world', JSON.stringify(shape));
  const people = createPersonRecords(database);
  const tokens = createTokenRecords(database);
  const uses = createSendRecords(database);
  let number = 0;
  for (let index = 0; index < shape.pages * shape.recipients; index += 1) {
    const plan = planPerson(shape.seed, index, start);
    const page = Math.floor(index / shape.recipients);
    const person = people.add({
      page,
      scopedId: scopedIdOf(shape.seed, index + 1),
      name: plan.name,
      lastInboundAt: plan.lastInboundAt,
      blocked: plan.blocked ? 1 : 0,
    });
    for (const token of plan.tokens) {
      number += 1;
      const id = addToken(tokens, { person, page, number, seed: shape.seed }, plan, token);
      if (token.lastAcceptedAt !== null) uses.setLastAccepted(id, token.lastAcceptedAt);
    }
  }
}

function addToken(
  tokens: TokenRecords,
  place: { readonly person: number; readonly page: number; readonly number: number; readonly seed: number },
  person: PlannedPerson,
  token: PlannedToken,
): number {
  return tokens.add({
    person: place.person,
    page: place.page,
    token: notificationTokenOf(place.seed, place.number),
    topic: token.topic,
    payload: 'practice',
    zone: person.zone,
    frequency: token.frequency,
    state: token.state,
    createdAt: token.createdAt,
    updatedAt: token.updatedAt,
    expiresAt: token.expiresAt,
    optedInAt: null,
    refreshed: token.refreshed ? 1 : 0,
    reoptin: token.reoptin ? 1 : 0,
  });
}
