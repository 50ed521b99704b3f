import type { EpochMs } from '#shared/time/instant.ts';
import { checkAccess } from './access.ts';
import { CONTROL_CALLS, GRAPH_CALLS } from './calls/handlers.ts';
import type { LivePage, Outcome, Platform } from './platform.ts';
import type { ReadCall } from './read-call.ts';
import type { CallName, ControlName } from './routes.ts';
import { refuse } from './rules/graph-error.ts';

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
  const access = checkAccess(platform, headers, params, parts['page']);
  if (access.kind === 'refused') return { outcome: access, page: null };
  const { page } = access;
  if (page.state.condition === 'permissionMissing' && name !== 'permissions' && name !== 'readPage') {
    return { outcome: refuse('permissionMissing'), page };
  }
  const versioned = route.version === null ? base : `${base}/${route.version}`;
  return { outcome: GRAPH_CALLS[name](platform, { at, page, params, parts, base: versioned }), page };
}

function isControl(name: CallName): name is ControlName {
  return name in CONTROL_CALLS;
}
