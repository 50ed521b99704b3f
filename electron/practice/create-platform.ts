import { epochMs } from '#shared/time/instant.ts';
import type { LivePage, Platform } from './platform.ts';
import type { PracticeOptions } from './practice-options.ts';
import { createCardRecords } from './records/card-records.ts';
import { createHappeningRecords } from './records/happening-records.ts';
import { createMessageRecords } from './records/message-records.ts';
import { createPersonRecords } from './records/person-records.ts';
import type { PlatformFile } from './records/platform-file.ts';
import { createSendRecords } from './records/send-records.ts';
import { createSettingRecords } from './records/setting-records.ts';
import { createTokenRecords } from './records/token-records.ts';
import { limitsWith } from './rules/limits.ts';
import { createPageCalendar } from './rules/page-calendar.ts';
import { readShippedZoneTable } from './shipped-zones.ts';
import { appOf, type PracticePage, pagesOf } from './world/practice-page.ts';
import { storedShape, type WorldShape } from './world/world-shape.ts';

/**
 * Puts a platform together on an open file.
 *
 * @throws {DomainError} `invalidInput` when the file holds another world than was asked for, or an unknown zone.
 */
export function createPlatform(
  database: PlatformFile,
  options: PracticeOptions,
  asked: Partial<WorldShape>,
  outputs: Pick<Platform, 'accepted' | 'emit'>,
): Platform {
  const settings = createSettingRecords(database);
  const shape = storedShape(settings.read('world') ?? '{}', asked);
  const calendar = createPageCalendar(options.readZoneTable ?? readShippedZoneTable);
  calendar.checkZone(shape.zone);
  return {
    shape,
    app: appOf(shape),
    pages: pagesOf(shape).map(livePage),
    limits: limitsWith(options.limits),
    calendar,
    strict: options.strict ?? false,
    lenient: options.lenient ?? false,
    lively: options.lively ?? false,
    people: createPersonRecords(database),
    tokens: createTokenRecords(database),
    sends: createSendRecords(database),
    messages: createMessageRecords(database),
    cards: createCardRecords(database),
    happenings: createHappeningRecords(database),
    settings,
    ...outputs,
    clock: { offsetMs: 0 },
  };
}

function livePage(page: PracticePage): LivePage {
  const empty = { level: 0, at: epochMs(0) };
  return { ...page, state: { condition: 'ok', sends: empty, conversations: empty, usedPercent: 0 } };
}
