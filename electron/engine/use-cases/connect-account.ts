import type { AccountFinding } from '#engine/graph/account-finding.ts';
import { parseApiBase } from '#engine/graph/api-base.ts';
import { checkAccount, NOT_ELIGIBLE } from '#engine/graph/check-account.ts';
import type { ReadAnswer } from '#engine/graph/graph-api.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import { lookUpPage, type OpenedPage } from '#engine/graph/look-up-page.ts';
import {
  type Connected,
  type ConnectInput,
  type ConnectProblem,
  connectInputSchema,
} from '#shared/contract/accounts.ts';
import type { Account } from '#shared/domain/account.ts';
import { type AccessToken, type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { API_BASE, API_VERSION, keepSecret, PACE, RULE_PACK, zoneName } from './accounts.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/**
 * Connects a Page or an Instagram account: asks the platform with the key first, and stores account and key only when it will do, or
 * when the person wants it although something is missing that can be mended there.
 */
export const connectAccount = documentUseCase({
  input: connectInputSchema,
  audit: (input, output: Connected) => ({
    subject: output.kind === 'connected' ? output.id : (input.account ?? 'none'),
    detail: { kind: output.kind, problem: output.kind === 'refused' ? output.problem : null },
  }),
  run: async (input, context): Promise<Connected> => {
    const origin = parseApiBase(input.apiBase ?? API_BASE);
    const key = { accessToken: input.accessToken as AccessToken, origin, platform: input.platform }; // checked by the schema
    const { http } = context.parts.ports;
    const page = await lookUpPage(http, { ...key, apiVersion: API_VERSION });
    if (page.kind !== 'ok') return refused(problemOf(page), page.facts.text, []);
    const account = accountOf(input, page.value, { origin, pageZone: zoneName(input.zone, context), context });
    if (account.pageId !== page.value.id) return refused('otherPage', page.value.name, []);
    if (account.platform === 'instagram' && account.igId === null) return refused('otherPage', null, []);
    const endpoints = { endpointOf: () => Promise.resolve(key) };
    const findings = await checkAccount(createGraphClient({ http, endpoints }), account);
    const problem = worstOf(findings);
    if (problem !== null && !(input.evenSo && canGoOn(problem))) return refused(problem, null, findings);
    const id = await store(input, account, context);
    await keepSecret(id, input, context);
    await context.parts.store.write('account.activate', { id, seen: null });
    context.services.changed();
    return { kind: 'connected', id: toPublicId('account', id), name: account.name, findings: [...findings] };
  },
});

/** The account as it would be; it has no row yet. */
function accountOf(
  input: ConnectInput,
  page: OpenedPage,
  about: { readonly origin: string; readonly pageZone: string; readonly context: UseCaseContext },
): Account {
  return {
    id: 0 as AccountId, // of no row
    platform: input.platform,
    isPractice: false,
    pageId: input.pageId ?? page.id,
    igId: input.platform === 'instagram' ? (input.igId ?? page.igId) : null,
    name: input.name ?? page.name ?? page.id,
    pageZone: about.pageZone,
    apiBase: about.origin,
    apiVersion: API_VERSION,
    rulePack: RULE_PACK.real,
    pacePerSecond: PACE.real,
    state: 'active',
    stopReason: null,
    stopDetail: null,
    stoppedUntil: null,
    stoppedSince: null,
    provenAt: null,
    createdAt: about.context.parts.ports.clock.now(),
  };
}

async function store(input: ConnectInput, account: Account, { parts }: UseCaseContext): Promise<AccountId> {
  if (input.account === null) return parts.store.write('account.insert', account);
  const { id, isPractice } = await findAccount(parts, input.account);
  if (isPractice) {
    throw refuse('practiceTakesNoPage', { account: input.account }, { where: 'account' });
  }
  await parts.store.write('account.connect', { ...account, id });
  return id;
}

/** Whether a person may connect all the same: what is missing can be mended at Meta without a new key. */
function canGoOn(problem: ConnectProblem): boolean {
  return problem === 'noPermission' || problem === 'notEligible';
}

/** What a platform that did not open the Page means; plain code 100 is a key that opens something else than a Page. */
function problemOf(answer: Exclude<ReadAnswer<OpenedPage>, { readonly kind: 'ok' }>): ConnectProblem {
  if (answer.kind === 'refused') return answer.stop === 'unauthorized' ? 'wrongKey' : 'noPermission';
  return answer.kind === 'gone' || answer.facts.code === 100 ? 'otherPage' : 'unreachable';
}

/** The one thing to say first; missing webhook subscriptions keep nobody from sending. */
function worstOf(findings: readonly AccountFinding[]): ConnectProblem | null {
  const problems = findings.filter(({ level, subject }) => level === 'problem' && subject !== 'subscription');
  if (problems.some(({ subject }) => subject === 'accessToken')) return 'wrongKey';
  if (problems.some(({ name }) => name === NOT_ELIGIBLE)) return 'notEligible';
  if (problems.length > 0) return 'noPermission';
  return findings.some(({ subject, level }) => subject === 'accessToken' && level === 'unknown') ? 'unreachable' : null;
}

function refused(
  problem: ConnectProblem,
  details: string | null,
  findings: readonly AccountFinding[],
): Extract<Connected, { readonly kind: 'refused' }> {
  return { kind: 'refused', problem, canGoOn: canGoOn(problem), details, findings: [...findings] };
}
