import type { EpochMs } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** A notification token with everything a send decides by. */
export type SendRow = {
  readonly token: number;
  readonly page: number;
  readonly person: number;
  readonly scopedId: string;
  readonly blocked: 0 | 1;
  readonly state: 'active' | 'stopped' | 'invalid';
  readonly frequency: 'WEEKLY' | 'MONTHLY' | null;
  readonly expiresAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
  readonly followUps: number | null;
  readonly firstFollowUpAt: EpochMs | null;
  readonly extraMessage: 0 | 1 | null;
};

/** What accepted sends leave on a token. */
export type SendRecords = {
  find(notificationToken: string): SendRow | null;
  /** Notes a marketing message; `at` starts the next cool-down and uses up an extra message. */
  noteMarketing(token: number, at: EpochMs): void;
  /** Notes a follow-up; the cool-down does not move. */
  noteFollowUp(token: number, followUp: number, at: EpochMs): void;
  /** Gives one message beyond the cool-down (seeds/004, Test dei messaggi di marketing). */
  giveExtraMessage(token: number): void;
  /** Forgets the follow-ups: a new opt-in gives three again. */
  resetFollowUps(token: number): void;
  /** Sets when a message was last accepted, for worlds that are loaded; `null` = never. */
  setLastAccepted(token: number, at: EpochMs | null): void;
};

/** Statements on the use of tokens. */
export function createSendRecords(database: PlatformFile): SendRecords {
  const find = database.prepare<[string], SendRow>(`
    SELECT t.id AS token, t.page, t.person, p.scoped_id AS scopedId, p.blocked, t.state, t.frequency,
      t.expires_at_ms AS expiresAt, t.opted_in_at_ms AS optedInAt, u.last_accepted_at_ms AS lastAcceptedAt,
      u.follow_ups AS followUps, u.first_follow_up_at_ms AS firstFollowUpAt, u.extra_message AS extraMessage
    FROM token t JOIN person p ON p.id = t.person LEFT JOIN token_use u ON u.token = t.id
    WHERE t.token = ?`);
  const marketing = database.prepare<[number, number]>(`
    INSERT INTO token_use (token, last_accepted_at_ms, follow_ups, extra_message) VALUES (?, ?, 0, 0)
    ON CONFLICT (token) DO UPDATE SET last_accepted_at_ms = excluded.last_accepted_at_ms, extra_message = 0`);
  const followUp = database.prepare<[number, number, number]>(`
    INSERT INTO token_use (token, follow_ups, first_follow_up_at_ms, extra_message) VALUES (?, ?, ?, 0)
    ON CONFLICT (token) DO UPDATE SET follow_ups = excluded.follow_ups,
      first_follow_up_at_ms = iif(excluded.follow_ups = 1, excluded.first_follow_up_at_ms, first_follow_up_at_ms)`);
  const extra = database.prepare<[number]>(`
    INSERT INTO token_use (token, follow_ups, extra_message) VALUES (?, 0, 1)
    ON CONFLICT (token) DO UPDATE SET extra_message = 1`);
  const reset = database.prepare<[number]>(
    'UPDATE token_use SET follow_ups = 0, first_follow_up_at_ms = NULL WHERE token = ?',
  );
  const lastAccepted = database.prepare<[number, number | null]>(`
    INSERT INTO token_use (token, last_accepted_at_ms, follow_ups, extra_message) VALUES (?, ?, 0, 0)
    ON CONFLICT (token) DO UPDATE SET last_accepted_at_ms = excluded.last_accepted_at_ms`);
  return {
    find: (notificationToken) => find.get(notificationToken) ?? null,
    noteMarketing: (token, at) => void marketing.run(token, at),
    noteFollowUp: (token, number, at) => void followUp.run(token, number, at),
    giveExtraMessage: (token) => void extra.run(token),
    resetFollowUps: (token) => void reset.run(token),
    setLastAccepted: (token, at) => void lastAccepted.run(token, at),
  };
}
