import type { EpochMs } from '#shared/time/instant.ts';
import type { PracticeAnswer } from './http-message.ts';
import type { PerformedCall } from './perform-call.ts';
import type { Outcome } from './platform.ts';
import { errorBody, GRAPH_ERRORS } from './rules/graph-error.ts';

/** Version named in `facebook-api-version`; the newest of META-API 10.2. */
const NEWEST_VERSION = 'v26.0';

const JSON_TYPE = 'application/json; charset=UTF-8';

/**
 * Writes an outcome as an answer with the headers of the platform: `Date`, usage (META-API 5), version, trace id.
 *
 * @param appUsedPercent - share of the app's own budget of calls that is used.
 */
export function frameAnswer(
  { outcome, page }: PerformedCall,
  at: EpochMs,
  frame: { readonly version: string | null; readonly traceId: string; readonly appUsedPercent: number },
): PracticeAnswer {
  const { status, body, type } = written(outcome, frame.traceId);
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': 'no-store',
    date: new Date(at).toUTCString(),
    'facebook-api-version': frame.version ?? NEWEST_VERSION,
    'x-fb-trace-id': frame.traceId,
    'x-app-usage': usage(frame.appUsedPercent),
  };
  if (page !== null) {
    const limited = outcome.kind === 'refused' && outcome.error === 'businessLimit' ? 1 : 0;
    const id = page.igId ?? page.pageId;
    const kind = page.igId === null ? 'messenger' : 'instagram';
    const counted = usage(page.state.usedPercent).slice(1, -1);
    headers['x-business-use-case-usage'] =
      `{"${id}":[{"type":"${kind}",${counted},"estimated_time_to_regain_access":${limited}}]}`;
  }
  return { status, headers, body };
}

function written(
  outcome: Outcome,
  traceId: string,
): { readonly status: number; readonly body: string; readonly type: string } {
  if (outcome.kind === 'text') return { status: 200, body: outcome.body, type: outcome.type };
  if (outcome.kind === 'ok') return { status: 200, body: JSON.stringify(outcome.body), type: JSON_TYPE };
  const error = GRAPH_ERRORS[outcome.error];
  const message = outcome.detail ?? error.message;
  return { status: error.status, body: errorBody({ ...error, message }, traceId), type: JSON_TYPE };
}

function usage(percent: number): string {
  return `{"call_count":${percent},"total_cputime":0,"total_time":0}`;
}
