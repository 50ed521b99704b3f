import { launch } from '#engine/planner/planner.ts';
import { openWriter } from '#engine/store/connection.ts';
import { execute, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { LoadedToken } from '#practice/load-tokens.ts';
import { createPractice } from '#practice/practice.ts';
import { epochMs } from '#shared/time/instant.ts';
import { AT_ONCE, draftCampaign, planningParts } from './bench-campaign.ts';
import { benchTokens } from './people.ts';
import { accountOfToken, writeTemplate } from './template-workspace.ts';

/** A workspace whose campaigns are launched, and the practice world that knows its tokens. */
export interface SendingTemplate {
  readonly workspacePath: string;
  readonly practicePath: string;
  readonly accounts: readonly SendingAccount[];
  /** Deliveries that are due now. */
  readonly due: number;
  /** All deliveries. */
  readonly deliveries: number;
}

/** One sender; the access token is the practice platform's. */
export interface SendingAccount {
  /** Row id in the workspace. */
  readonly id: number;
  readonly pageId: string;
  readonly accessToken: string;
}

/** What the template shall hold. */
export interface SendingShape {
  readonly workspacePath: string;
  readonly practicePath: string;
  readonly accounts: number;
  readonly tokens: number;
  /** How many of the first tokens are due now; the deliveries of the others wait for days. */
  readonly dueTokens: number;
}

/** Days that the other deliveries are put off; within the lateness of the campaign. */
const PUT_OFF_MS = 3 * 86_400_000;

/** Writes both files, with one campaign of everybody launched on each account. */
export async function writeSendingTemplate(shape: SendingShape): Promise<SendingTemplate> {
  const { workspacePath, practicePath, tokens, dueTokens } = shape;
  const accounts = writePracticeWorld(shape);
  writeTemplate(workspacePath, { accounts: shape.accounts, tokens, pageIds: accounts.map(({ pageId }) => pageId) });
  const db = openWriter(workspacePath);
  const store = openInlineStore(db);
  const at = Date.now();
  for (const { id } of accounts) {
    const campaignId = await draftCampaign(store, id, AT_ONCE, at);
    await launch(planningParts(store), campaignId, epochMs(at), { approvedBy: 'bench', acceptPaceLoss: true });
  }
  execute(
    db,
    `UPDATE delivery SET due_at_ms = due_at_ms + ?1, next_at_ms = next_at_ms + ?1 WHERE state = 'scheduled' AND token_id > ?2`,
    [PUT_OFF_MS, dueTokens],
  );
  const due = countOf(db, `SELECT count(*) AS n FROM delivery WHERE state = 'scheduled' AND token_id <= ${dueTokens}`);
  const deliveries = countOf(db, 'SELECT count(*) AS n FROM delivery');
  db.pragma('wal_checkpoint(TRUNCATE)');
  await store.close();
  return { workspacePath, practicePath, accounts, due, deliveries };
}

/** A token that is due, and the account, from 1, that sends to it. */
export interface DueToken {
  readonly token: string;
  readonly account: number;
}

/** The tokens that are due, in the order in which their deliveries were planned. */
export function readDueTokens(workspacePath: string): readonly DueToken[] {
  const db = openWriter(workspacePath);
  const rows = selectAll(
    db,
    `SELECT t.token, d.account_id FROM delivery d JOIN notification_token t ON t.id = d.token_id
     WHERE d.state = 'scheduled' AND d.next_at_ms <= ? ORDER BY d.next_at_ms, d.id`,
    [Date.now()],
  );
  db.close();
  return rows.map((row) => ({ token: String(row['token']), account: Number(row['account_id']) }));
}

/** How many deliveries of a workspace were accepted. */
export function countSent(workspacePath: string): number {
  const db = openWriter(workspacePath);
  const sent = countOf(db, `SELECT count(*) AS n FROM delivery WHERE state = 'sent'`);
  db.close();
  return sent;
}

/** The practice world holds the tokens that are due and nobody else: it is asked for no others. */
function writePracticeWorld(shape: SendingShape): readonly SendingAccount[] {
  const practice = createPractice({
    file: shape.practicePath,
    recipients: 0,
    pages: shape.accounts,
    now: () => epochMs(Date.now()),
  });
  practice.loadTokens(practiceTokens(shape));
  const accounts = practice
    .accounts('')
    .map(({ pageId, accessToken }, index) => ({ id: index + 1, pageId, accessToken }));
  practice.close();
  return accounts;
}

function* practiceTokens({ accounts, dueTokens }: SendingShape): Generator<LoadedToken> {
  for (const one of benchTokens(dueTokens)) {
    yield {
      token: one.token,
      recipient: one.recipient,
      page: accountOfToken(one, accounts) - 1,
      zone: one.zone,
      createdAt: epochMs(one.createdAt),
    };
  }
}

function countOf(db: WritableDb, text: string): number {
  return Number(selectOne(db, text)?.['n']);
}
