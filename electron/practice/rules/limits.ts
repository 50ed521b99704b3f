import { DAY, MINUTE, WEEK } from '#shared/time/duration.ts';

/** One limit of the imitated platform: its value, what it counts, and where it is written. */
export type Limit = { readonly value: number; readonly unit: string; readonly source: string };

/** Every number the practice platform enforces. Where two documents differ, the seeds stand first (DESIGN 8). */
export const LIMITS = {
  coolDownMs: { value: DAY, unit: 'ms', source: 'seeds/004, Invio di un messaggio di marketing, Limitazioni' },
  followUpWindowMs: { value: 2 * MINUTE, unit: 'ms', source: 'seeds/004, messaggi di follow-up; DESIGN 4' },
  followUps: { value: 3, unit: 'messages', source: 'seeds/004, messaggi di follow-up' },
  laterFollowUpCharacters: { value: 250, unit: 'characters', source: 'seeds/004, messaggi di follow-up' },
  windowMs: { value: DAY, unit: 'ms', source: 'META-API 8, Window' },
  humanAgentWindowMs: { value: WEEK, unit: 'ms', source: 'META-API 8, Window' },
  sameTitleMs: { value: WEEK, unit: 'ms', source: 'seeds/004, Limitazioni; rolling: DESIGN 13' },
  instagramTitles: { value: 10, unit: 'titles', source: 'seeds/004, Limitazioni' },
  instagramTitlesMs: { value: WEEK, unit: 'ms', source: 'seeds/004, Limitazioni' },
  instagramDailyCards: { value: 5, unit: 'requests', source: 'seeds/004, Limitazioni' },
  instagramDailyCardsMs: { value: DAY, unit: 'ms', source: 'seeds/004, Limitazioni; elapsed time: DESIGN 13' },
  cardTitleCharacters: { value: 65, unit: 'characters', source: 'seeds/004, title' },
  carouselElements: { value: 5, unit: 'elements', source: 'seeds/004, elements' },
  listDefault: { value: 25, unit: 'tokens', source: 'seeds/004, Acquisizione di una lista di token' },
  listMaximum: { value: 100, unit: 'tokens', source: 'seeds/004, Acquisizione di una lista di token' },
  textCharacters: { value: 2_000, unit: 'characters', source: 'META-API 4.1' },
  instagramTextBytes: { value: 1_000, unit: 'bytes', source: 'META-API 4.1' },
  genericElements: { value: 10, unit: 'elements', source: 'META-API 4.1' },
  genericTextCharacters: { value: 80, unit: 'characters', source: 'META-API 4.1' },
  buttons: { value: 3, unit: 'buttons', source: 'META-API 4.1' },
  buttonTitleCharacters: { value: 20, unit: 'characters', source: 'META-API 4.1' },
  buttonTemplateCharacters: { value: 640, unit: 'characters', source: 'META-API 4.1' },
  payloadCharacters: { value: 1_000, unit: 'characters', source: 'META-API 4.1' },
  quickReplies: { value: 13, unit: 'quick replies', source: 'META-API 4.1' },
  sendsPerSecond: { value: 300, unit: 'calls per second and Page; 0 = no limit', source: 'META-API 5, Send API' },
  conversationCallsPerSecond: {
    value: 0,
    unit: 'calls per second and Page; 0 = no limit',
    source: 'META-API 5 says 2',
  },
  readableMessages: { value: 20, unit: 'messages', source: 'META-API 8, Conversations API' },
} as const satisfies Readonly<Record<string, Limit>>;

/** The values alone, as the decisions take them. */
export type PracticeLimits = Readonly<Record<keyof typeof LIMITS, number>>;

/** The limits of {@link LIMITS} with some values replaced, e.g. a cool-down of 48 h (META-API 10). */
export function limitsWith(overrides: Partial<PracticeLimits> = {}): PracticeLimits {
  return {
    // every key of LIMITS gets its value, so the record is whole
    ...(Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, limit.value])) as PracticeLimits),
    ...overrides,
  };
}
