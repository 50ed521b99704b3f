import type { HttpAnswer, HttpPort, HttpRequest, Random } from '#engine/ports.ts';
import { createPractice, type Practice } from '#practice/practice.ts';
import { errorBody, GRAPH_ERRORS } from '#practice/rules/graph-error.ts';
import { SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { SimLog } from './sim-log.ts';
import type { Life } from './sim-queue.ts';
import type { SimTime } from './sim-time.ts';

/** How a call is struck. `Before` = the platform never saw it, `After` = it was carried out and the answer is lost or replaced. */
const SEND_FAULTS = [
  'notSent',
  'resetBefore',
  'resetAfter',
  'cutAfter',
  'htmlBefore',
  'redirectBefore',
  'status500Before',
  'status500After',
  'error1After',
  'error2Before',
  'error2After',
  'silentBefore',
  'silentAfter',
] as const;
type SendFault = (typeof SEND_FAULTS)[number];

/** A POST that left the computer, as the judge sees it: by true time, by what stood on the wire. */
export interface SimPost {
  readonly leftAt: EpochMs;
  readonly token: string;
  readonly campaign: string;
  /** When the platform accepted it; `null` = never. */
  acceptedAt: EpochMs | null;
}

/** The simulated platform with its troubles. */
export interface SimPlatform {
  readonly practice: Practice;
  readonly accessToken: string;
  readonly pageId: string;
  /** Everything that was posted, in order of leaving. */
  readonly posts: readonly SimPost[];
  /** Share of calls that are struck, 0 to 1. */
  faultRate: number;
  /** Until this true instant every send is throttled; 0 = not. */
  throttledUntil: number;
  /** Until this true instant nothing answers; 0 = not. */
  downUntil: number;
  portOf(life: Life): HttpPort;
}

/** What a simulated platform is made from. */
export interface SimPlatformOptions {
  readonly time: SimTime;
  readonly random: Random;
  readonly log: SimLog;
  readonly coolDownMs: number;
  readonly zone: string;
  /** Called after the platform has carried a send out and before its answer travels. */
  readonly onCarriedOut: () => void;
}

/**
 * Makes the practice platform of a simulated world, in memory and lenient: a double stands in its ledger instead of being refused, so
 * the judge sees it.
 */
export function createSimPlatform(options: SimPlatformOptions): SimPlatform {
  const { time, random, log, coolDownMs, zone } = options;
  const practice = createPractice({
    file: ':memory:',
    now: () => time.trueNow(),
    recipients: 0,
    seed: 7,
    zone,
    lenient: true,
    limits: { coolDownMs, sendsPerSecond: 0 },
  });
  const [page] = practice.accounts('http://127.0.0.1');
  if (page === undefined) throw new Error('A practice platform without a Page.');
  const posts: SimPost[] = [];
  const platform: SimPlatform = {
    practice,
    accessToken: page.accessToken,
    pageId: page.pageId,
    posts,
    faultRate: 0,
    throttledUntil: 0,
    downUntil: 0,
    portOf: (life) => ({
      request: (request) =>
        new Promise((resolve) => travel({ platform, options, life, request }, { posts, random, log }, resolve)),
      close: async () => undefined,
    }),
  };
  return platform;
}

interface Journey {
  readonly platform: SimPlatform;
  readonly options: SimPlatformOptions;
  readonly life: Life;
  readonly request: HttpRequest;
}

interface Witness {
  readonly posts: SimPost[];
  readonly random: Random;
  readonly log: SimLog;
}

/** One request: there, carried out or not, and back, each at its own instant. */
function travel(journey: Journey, witness: Witness, resolve: (answer: HttpAnswer) => void): void {
  const { platform, options, life, request } = journey;
  const { time } = options;
  const { random, log } = witness;
  const isSend = request.method === 'POST';
  const fault = pickFault(platform, time, random, isSend);
  let isOver = false;
  const finish = (afterMs: number, answer: HttpAnswer): void =>
    time.inside(life, afterMs, () => {
      if (isOver) return;
      isOver = true;
      log.note(time.trueNow(), 'answer', {
        kind: answer.kind,
        status: answer.kind === 'answer' ? answer.status : answer.why,
      });
      resolve(answer);
    });
  // The deadline is the computer's own timer.
  finish(request.timeoutMs, { kind: 'broken', why: 'no whole answer in time' });
  if (fault === 'notSent') return finish(5, { kind: 'notSent', why: 'no connection' });
  const post = isSend ? notePost(witness, request, time) : null;
  const thereMs = 10 + Math.floor(random.next() * 150);
  const backMs = 5 + Math.floor(random.next() * 100);
  time.outside(thereMs, () => {
    if (fault === 'resetBefore') return finish(backMs, { kind: 'broken', why: 'ECONNRESET' });
    if (fault === 'silentBefore') return;
    if (fault === 'htmlBefore') return finish(backMs, plain(502, '<html><body>Bad gateway</body></html>', 'text/html'));
    if (fault === 'redirectBefore') return finish(backMs, plain(302, '', 'text/plain'));
    if (fault === 'status500Before') return finish(backMs, plain(500, 'Internal', 'text/plain'));
    if (fault === 'error2Before') return finish(backMs, graphError('unknown'));
    if (time.trueNow() < platform.throttledUntil && isSend) {
      log.reached('throttled');
      return finish(backMs, graphError('rateLimit'));
    }
    const answer = carryOut(journey, post);
    options.onCarriedOut();
    deliver(fault, answer, { finish, backMs, timeoutMs: request.timeoutMs, log });
  });
}

function deliver(
  fault: SendFault | null,
  answer: HttpAnswer & { readonly kind: 'answer' },
  way: {
    readonly finish: (afterMs: number, answer: HttpAnswer) => void;
    readonly backMs: number;
    readonly timeoutMs: number;
    readonly log: SimLog;
  },
): void {
  const { finish, backMs, timeoutMs, log } = way;
  switch (fault) {
    case 'resetAfter':
      return finish(backMs, { kind: 'broken', why: 'ECONNRESET' });
    case 'cutAfter':
      return finish(backMs, { kind: 'broken', why: 'the answer ended early' });
    case 'status500After':
      return finish(backMs, plain(500, 'Internal', 'text/plain'));
    case 'error1After':
      return finish(backMs, {
        ...graphError('unknown'),
        body: errorBody({ ...GRAPH_ERRORS.unknown, code: 1, subcode: 1_357_046 }, 'ASim'),
      });
    case 'error2After':
      return finish(backMs, graphError('unknown'));
    case 'silentAfter':
      log.reached('answerAfterDeadline');
      return finish(timeoutMs + 30 * SECOND, answer);
    default:
      return finish(backMs, answer);
  }
}

function pickFault(platform: SimPlatform, time: SimTime, random: Random, isSend: boolean): SendFault | null {
  if (time.trueNow() < platform.downUntil) return random.next() < 0.5 ? 'notSent' : 'resetBefore';
  if (random.next() >= platform.faultRate) return null;
  // A read that is carried out and lost is the same as one that never arrived.
  const choices = isSend ? SEND_FAULTS : (['notSent', 'resetBefore', 'silentBefore', 'status500Before'] as const);
  return choices[Math.floor(random.next() * choices.length)] ?? null;
}

function notePost({ posts, log }: Witness, request: HttpRequest, time: SimTime): SimPost {
  const body = JSON.parse(request.body ?? '{}') as {
    readonly recipient: { readonly notification_messages_token: string };
    readonly message: { readonly text: string };
  };
  const post: SimPost = {
    leftAt: time.trueNow(),
    token: body.recipient.notification_messages_token,
    campaign: body.message.text,
    acceptedAt: null,
  };
  posts.push(post);
  log.note(time.trueNow(), 'post', { token: post.token, campaign: post.campaign });
  return post;
}

function carryOut(
  { platform, options, request }: Journey,
  post: SimPost | null,
): HttpAnswer & { readonly kind: 'answer' } {
  const { time, log } = options;
  const { method, path, body, headers } = request;
  const answer = platform.practice.handle({
    method,
    path,
    body: body ?? '',
    headers: { ...headers, host: '127.0.0.1' },
  });
  if (post !== null && answer.body.includes('"message_id"')) {
    post.acceptedAt = time.trueNow();
    log.note(time.trueNow(), 'accepted', { token: post.token, campaign: post.campaign });
  }
  return { kind: 'answer', ...answer };
}

function plain(status: number, body: string, type: string): HttpAnswer {
  return { kind: 'answer', status, headers: { 'content-type': type }, body };
}

function graphError(name: 'unknown' | 'rateLimit'): HttpAnswer & { readonly kind: 'answer' } {
  const error = GRAPH_ERRORS[name];
  return {
    kind: 'answer',
    status: error.status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: errorBody(error, 'ASim'),
  };
}
