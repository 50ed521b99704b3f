import type { Account } from '#shared/domain/account.ts';
import { toIso } from '#shared/time/instant.ts';
import { type AccountFinding, type FindingLevel, finding } from './account-finding.ts';
import { type AccountNeed, NEEDED_PERMISSIONS, NEEDED_SUBSCRIPTIONS, NEEDED_TASK } from './account-needs.ts';
import type { AccessTokenFacts, GraphApi, ReadAnswer } from './graph-api.ts';

/**
 * Checks an account on the platform: access token, MESSAGING task, every permission and webhook subscription by name, and one
 * Conversations call, which tells an Instagram account that is not eligible and wakes a creator account's webhooks (DESIGN 10,
 * 13; META-API 8). Reads only.
 *
 * @returns one finding for each thing needed, always all of them, the Page key first; `unknown` where the platform did not say. The
 *   Page key is never `ok` when the platform did not answer for it.
 */
export async function checkAccount(graph: GraphApi, account: Account): Promise<readonly AccountFinding[]> {
  const page = await graph.readPage(account);
  if (page.kind !== 'ok') return [accessTokenRefused(page), ...nothingKnown(account, page)];
  const [debug, tasks, permissions, subscriptions, conversations] = await Promise.all([
    graph.debugAccessToken(account),
    graph.readTasks(account),
    graph.permissions(account),
    graph.subscriptions(account),
    graph.touchConversations(account),
  ]);
  return [
    accessTokenFinding(debug),
    taskFinding(tasks),
    ...permissionFindings(account, permissions, debug),
    ...subscriptionFindings(subscriptions),
    conversationsFinding(account, conversations),
  ];
}

/** Name of the finding of an Instagram account that the interface does not take yet: the platform's own code (META-API 8). */
export const NOT_ELIGIBLE = '36103';

type Answered = ReadAnswer<unknown>;

/** Why a read gave nothing, with the platform's own words and code; without a full stop, because sentences go on after it. */
function because(answer: Answered): string {
  const { code, subcode, text } = answer.facts;
  const number = code === null ? '' : ` (${code}${subcode === null ? '' : `/${subcode}`})`;
  return `${(text ?? 'no answer').replace(/[\s.;]+$/, '')}${number}`;
}

/** The same where the platform said something; `null` = it did not. */
function saidIn(answer: Answered): string | null {
  return answer.kind === 'ok' || answer.facts.httpStatus === null ? null : because(answer);
}

/** Whether the platform itself refused; a refusal without any answer comes from this computer, which holds no key to ask with. */
function isRefusedThere({ kind, facts }: Answered): boolean {
  return (kind === 'refused' || kind === 'gone') && facts.httpStatus !== null;
}

function accessTokenRefused(answer: Answered): AccountFinding {
  if (isRefusedThere(answer)) {
    const sentence = `Meta refuses the Page key: ${because(answer)}; connect the account again.`;
    return finding('accessToken', null, 'problem', sentence, saidIn(answer));
  }
  if (answer.kind === 'refused') {
    return finding('accessToken', null, 'problem', `Meta could not be asked: ${because(answer)}.`);
  }
  const sentence = `Meta gave no usable answer: ${because(answer)}; try again later.`;
  return finding('accessToken', null, 'unknown', sentence, saidIn(answer));
}

function accessTokenFinding(debug: ReadAnswer<AccessTokenFacts>): AccountFinding {
  if (debug.kind !== 'ok') {
    return finding('accessToken', null, 'ok', 'The Page key works; Meta does not say here when it expires.');
  }
  const { valid, expiresAt } = debug.value;
  if (!valid) {
    return finding('accessToken', null, 'problem', 'Meta calls the Page key invalid; connect the account again.');
  }
  const end = expiresAt === null ? 'no end of it is known' : `it expires at ${toIso(expiresAt)}`;
  return finding('accessToken', null, 'ok', `The Page key is valid; ${end}.`);
}

function taskFinding(tasks: ReadAnswer<readonly string[] | null>): AccountFinding {
  if (tasks.kind !== 'ok' || tasks.value === null) {
    const sentence = `Meta does not show the tasks of this Page key; the person behind it needs ${NEEDED_TASK}.`;
    return finding('task', NEEDED_TASK, 'unknown', sentence);
  }
  if (tasks.value.includes(NEEDED_TASK)) {
    return finding('task', NEEDED_TASK, 'ok', `The person behind the Page key has the task ${NEEDED_TASK}.`);
  }
  const sentence = `The person behind the Page key lacks the task ${NEEDED_TASK}; give it in the Page's settings.`;
  return finding('task', NEEDED_TASK, 'problem', sentence);
}

/** Permissions by their own call; where that says nothing, by the scopes of `debug_token`. */
function permissionFindings(
  account: Account,
  permissions: ReadAnswer<readonly { readonly name: string; readonly granted: boolean }[]>,
  debug: ReadAnswer<AccessTokenFacts>,
): readonly AccountFinding[] {
  const listed =
    permissions.kind === 'ok' ? permissions.value.filter((line) => line.granted).map((line) => line.name) : null;
  const scopes = debug.kind === 'ok' ? debug.value.scopes : null;
  return needFindings('permission', NEEDED_PERMISSIONS[account.platform], listed ?? scopes, {
    there: 'is granted',
    missing: 'is not granted; grant it when you connect the account again',
    unknown: `could not be looked up: ${because(permissions)}`,
    said: saidIn(permissions),
  });
}

function subscriptionFindings(subscriptions: ReadAnswer<readonly string[]>): readonly AccountFinding[] {
  return needFindings('subscription', NEEDED_SUBSCRIPTIONS, subscriptions.kind === 'ok' ? subscriptions.value : null, {
    there: 'is subscribed',
    missing: 'is not subscribed; without a relay of your own Sundial asks Meta instead',
    unknown: `could not be looked up: ${because(subscriptions)}`,
    said: saidIn(subscriptions),
  });
}

function needFindings(
  subject: 'permission' | 'subscription',
  needs: readonly AccountNeed[],
  found: readonly string[] | null,
  words: { readonly there: string; readonly missing: string; readonly unknown: string; readonly said: string | null },
): readonly AccountFinding[] {
  const kind = subject === 'permission' ? 'permission' : 'webhook field';
  return needs.map(({ name, purpose }) => {
    const level: FindingLevel = found === null ? 'unknown' : found.includes(name) ? 'ok' : 'problem';
    const state = { ok: words.there, problem: words.missing, unknown: words.unknown }[level];
    const said = level === 'unknown' ? words.said : null;
    return finding(subject, name, level, `The ${kind} ${name}, which ${purpose}, ${state}.`, said);
  });
}

function conversationsFinding(account: Account, answer: ReadAnswer<{ readonly eligible: boolean }>): AccountFinding {
  if (answer.kind !== 'ok') {
    const level = answer.kind === 'refused' ? 'problem' : 'unknown';
    const sentence = `The conversations could not be read: ${because(answer)}.`;
    return finding('conversations', null, level, sentence, saidIn(answer));
  }
  if (answer.value.eligible) return finding('conversations', null, 'ok', 'The conversations can be read.');
  const sentence = `Meta does not take the ${account.platform} account ${account.name} for its interface yet (36103).`;
  return finding('conversations', NOT_ELIGIBLE, 'problem', sentence);
}

/** Everything else, when not even the Page could be read. */
function nothingKnown(account: Account, page: Answered): readonly AccountFinding[] {
  const why = isRefusedThere(page) ? 'the Page key was not taken' : 'Meta did not answer';
  const silent = `could not be looked up, because ${why}`;
  const words = { there: silent, missing: silent, unknown: silent, said: null };
  return [
    finding('task', NEEDED_TASK, 'unknown', `The task ${NEEDED_TASK} ${silent}.`),
    ...needFindings('permission', NEEDED_PERMISSIONS[account.platform], null, words),
    ...needFindings('subscription', NEEDED_SUBSCRIPTIONS, null, words),
    finding('conversations', null, 'unknown', `The conversations ${silent}.`),
  ];
}
