import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Fault } from '#practice/faults/fault.ts';
import { faultAnswer, isAnswerFault } from '#practice/faults/fault-answer.ts';
import type { FaultPlan } from '#practice/faults/fault-plan.ts';
import type { PracticeAnswer } from '#practice/http-message.ts';
import type { Practice } from '#practice/practice.ts';
import { faultTarget, type ReadCall } from '#practice/read-call.ts';
import type { GroupCommit } from './group-commit.ts';
import type { PracticeRuntime } from './practice-runtime.ts';

/** Largest body that is read; a message object with ten elements stays far below. */
const LARGEST_BODY = 1_048_576;

/** Names under which this computer calls itself; anything else may be a foreign page's trick (DNS rebinding). */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;
const LOOPBACK_ORIGIN = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** What the server passes requests to. */
export type HttpServerParts = {
  readonly practice: Practice;
  readonly group: GroupCommit;
  readonly faults: FaultPlan;
  readonly runtime: PracticeRuntime;
};

/** Makes the HTTP server around a practice platform; the caller makes it listen on a loopback address. */
export function createHttpServer(parts: HttpServerParts): Server {
  const server = createServer({ keepAliveTimeout: 120_000, noDelay: true }, (request, response) => {
    const refusal = refusalOf(request);
    if (refusal !== null) return write(response, refusal);
    return request.method === 'GET' ? take(parts, request, response, '') : readBody(parts, request, response);
  });
  server.maxRequestsPerSocket = 0;
  return server;
}

function refusalOf({ headers }: IncomingMessage): PracticeAnswer | null {
  const foreign = headers.origin !== undefined && !LOOPBACK_ORIGIN.test(headers.origin);
  if (LOOPBACK.test(headers.host ?? '') && !foreign) return null;
  return plain(403, 'The practice platform answers programs on this computer only.');
}

function readBody(parts: HttpServerParts, request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
    if (body.length <= LARGEST_BODY) return;
    request.removeAllListeners('data').removeAllListeners('end');
    write(response, {
      ...plain(413, `A body may have at most ${LARGEST_BODY} bytes.`),
      headers: { connection: 'close' },
    });
  });
  request.on('end', () => take(parts, request, response, body));
}

/** Reads a whole request and lets it through, or strikes it with a fault. */
function take(parts: HttpServerParts, request: IncomingMessage, response: ServerResponse, body: string): void {
  const { host, authorization, 'content-type': contentType } = request.headers;
  const call = parts.practice.read({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: { host, authorization, 'content-type': contentType },
    body,
  });
  const target = faultTarget(call);
  const fault = target === null ? null : parts.faults.next(target);
  if (fault === null) return carryOut(parts, call, response);
  if (fault.ms === 0) return strike(parts, call, response, fault);
  parts.runtime.after(fault.ms, () => strike(parts, call, response, fault));
}

function carryOut({ group }: HttpServerParts, call: ReadCall, response: ServerResponse): void {
  group.add(call, (answer) => (answer === null ? write(response, plain(500, 'Broken.')) : write(response, answer)));
}

function strike(parts: HttpServerParts, call: ReadCall, response: ServerResponse, fault: Fault): void {
  const reset = (): void => void response.socket?.resetAndDestroy();
  if (isAnswerFault(fault)) {
    const answer = faultAnswer(fault);
    if (fault.accept) parts.group.add(call, () => write(response, answer));
    else write(response, answer);
    return;
  }
  if (fault.do === 'resetBefore') reset();
  else if (fault.do === 'resetAfter') parts.group.add(call, reset);
  else if (fault.do === 'cutBody') parts.group.add(call, (answer) => cut(response, answer));
  else carryOut(parts, call, response);
}

/** Sends headers for the whole body, half of it, and ends the connection. */
function cut(response: ServerResponse, answer: PracticeAnswer | null): void {
  const { socket } = response;
  if (answer === null || socket === null) return void socket?.resetAndDestroy();
  const bytes = new TextEncoder().encode(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.end(() => socket.destroy()));
}

function write(response: ServerResponse, answer: PracticeAnswer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

function plain(status: number, body: string): PracticeAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
