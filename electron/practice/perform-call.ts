import type { EpochMs } from '#shared/time/instant.ts';
import { checkAccess, isAppAccess } from './access.ts';
import { CONTROL_CALLS, GRAPH_CALLS } from './calls/handlers.ts';
import { debugToken } from './calls/page-calls.ts';
import type { LivePage, Outcome, Platform } from './platform.ts';
import type { ReadCall } from './read-call.ts';
import type { CallName, ControlName } from './routes.ts';
import { type Refusal, refuse } from './rules/graph-error.ts';

/** How a call ended and the Page it was for; `null` when it was for none or never got that far. */
export type PerformedCall = { readonly outcome: Outcome; readonly page: LivePage | null };

/** Carries one call out at an instant: access check, then its handler. */
export function performCall(platform: Platform, call: ReadCall, at: EpochMs): PerformedCall {
  const { route, params, headers } = call;
  if (route === null) {
    return { outcome: refuse('noSuchObject', `Unsupported ${call.method} request: ${call.path}.`), page: null };
  }
  if (call.fault !== null) return { outcome: refuse('parameter', call.fault), page: null };
  const base = `http://${headers['host'] ?? 'practice.invalid'}`;
  const { parts, call: name } = route;
  if (isControl(name)) return { outcome: CONTROL_CALLS[name](platform, { at, params, parts, base }), page: null };
  if (name === 'debugToken' && isAppAccess(platform, headers, params)) {
    return { outcome: debugToken(platform, { at, params }), page: null };
  }
  const access = checkAccess(platform, headers, params, parts['page']);
  if (access.kind === 'refused') return { outcome: access, page: null };
  const { page } = access;
  const barred = refusalOfPage(page, name);
  if (barred !== null) return { outcome: barred, page };
  const versioned = route.version === null ? base : `${base}/${route.version}`;
  return { outcome: GRAPH_CALLS[name](platform, { at, page, params, parts, base: versioned }), page };
}

/** Conditions that a test put the Page into and that bar more than sends; `null` = none bars this call. */
function refusalOfPage({ state }: LivePage, name: CallName): Refusal | null {
  if (state.condition === 'throttled') return refuse('businessLimit');
  if (state.condition === 'down') return refuse('unknown');
  const told = name === 'permissions' || name === 'readPage';
  return state.condition === 'permissionMissing' && !told ? refuse('permissionMissing') : null;
}

function isControl(name: CallName): name is ControlName {
  return name in CONTROL_CALLS;
}
