import { isObject, type JsonObject } from './content/json-value.ts';
import type { PracticeRequest } from './http-message.ts';
import { readParams } from './request-params.ts';
import { matchRoute, type RouteMatch } from './routes.ts';

/** A request that was read: where it goes and with which parameters. Nothing has happened yet. */
export type ReadCall = {
  readonly headers: PracticeRequest['headers'];
  readonly method: string;
  readonly path: string;
  /** `null` when there is no such call. */
  readonly route: RouteMatch | null;
  readonly params: JsonObject;
  /** Why the body cannot be read; `null` when it can. */
  readonly fault: string | null;
};

/** Reads a request. */
export function readCall(request: PracticeRequest): ReadCall {
  const mark = request.path.indexOf('?');
  const path = mark < 0 ? request.path : request.path.slice(0, mark);
  const query = request.query ?? (mark < 0 ? '' : request.path.slice(mark + 1));
  const reading = readParams(request, query);
  const { headers, method } = request;
  if (reading.kind === 'fault') {
    return { headers, method, path, route: matchRoute(method, path), params: {}, fault: reading.sentence };
  }
  const route = matchRoute(meantMethod(method, reading.params), path);
  return { headers, method, path, route, params: reading.params, fault: null };
}

/** A POST with `method=get` is a read: so clients of the Graph API keep what they ask about out of addresses and logs. */
function meantMethod(method: string, params: JsonObject): string {
  const named = params['method'];
  return method === 'POST' && typeof named === 'string' && named.toLowerCase() === 'get' ? 'GET' : method;
}

/** Which of the three calls that `--faults` can name this is, and the notification token it is about (`null` = none). */
export function faultTarget(
  call: ReadCall,
): { readonly on: 'send' | 'list' | 'token'; readonly token: string | null } | null {
  if (call.route?.call === 'send') {
    const { recipient } = call.params;
    const token = isObject(recipient) ? recipient['notification_messages_token'] : null;
    return { on: 'send', token: typeof token === 'string' ? token : null };
  }
  if (call.route?.call === 'listTokens') return { on: 'list', token: null };
  if (call.route?.call !== 'readToken') return null;
  return { on: 'token', token: (call.route.parts['token'] ?? '').slice('notification_messages_'.length) };
}
