import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { HostPorts } from '#engine/ports.ts';
import { SCREEN_PAGE, type ScreenFiles } from '#host/screen-files.ts';
import { pageWithNonce, screenPolicy } from '#host/screen-policy.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { type Answer, bare, jsonAnswer } from './answer.ts';
import { ENTRY_PATH, entryPage, SESSION_PATH } from './entry-page.ts';
import { OWN_HEADER } from './limits.ts';
import { readJson } from './read-json.ts';
import type { Session } from './session.ts';
import type { Uploads } from './uploads.ts';

/** What the addresses of the web host work with. */
export interface RouteParts {
  readonly session: Session;
  readonly files: ScreenFiles;
  /** `null` = the engine is being started again, and takes no file. */
  readonly uploads: Uploads | null;
  readonly ports: Pick<HostPorts, 'clock' | 'random' | 'logger'>;
}

/** A request that passed the gate. */
interface Asked {
  readonly request: IncomingMessage;
  /** Its host, which is ours. */
  readonly host: string;
  readonly path: string;
  readonly isKnown: boolean;
}

/** Answers a request that passed the gate. Without the session there is the entry page and the exchange of the key, nothing else. */
export async function answerRequest(request: IncomingMessage, host: string, parts: RouteParts): Promise<Answer> {
  const target = request.url ?? '';
  const isKnown = parts.session.isKnown(request.headers.cookie);
  const asked: Asked = { request, host, path: target.split('?', 1)[0] ?? '', isKnown };
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return answerGet(asked, parts);
    case 'POST':
      return request.headers[OWN_HEADER] === undefined ? bare(403) : answerPost(asked, parts);
    default:
      return bare(405);
  }
}

function answerGet({ request, host, path, isKnown }: Asked, { files, ports }: RouteParts): Answer {
  const nonce = ports.random.hex(16);
  const isPage = path === '/' || path === SCREEN_PAGE;
  if (path === ENTRY_PATH || (isPage && !isKnown)) {
    const status = path === ENTRY_PATH ? 200 : 401;
    return entryPage({ status, acceptLanguage: request.headers['accept-language'], isOpen: isKnown, nonce });
  }
  if (!isKnown) return bare(401);
  const file = files.get(isPage ? SCREEN_PAGE : path);
  if (file === undefined) return bare(404);
  const headers = { 'content-type': file.contentType };
  if (!isPage) return { status: 200, headers, body: file.body };
  const policy = screenPolicy(nonce, [`ws://${host}`]);
  const body = pageWithNonce(file.body.toString('utf8'), nonce);
  return { status: 200, headers: { ...headers, 'content-security-policy': policy }, body };
}

async function answerPost(asked: Asked, parts: RouteParts): Promise<Answer> {
  if (asked.path === SESSION_PATH) return exchange(asked.request, parts);
  if (!asked.isKnown) return bare(401);
  if (asked.path !== '/files') return bare(404);
  return parts.uploads === null ? bare(503) : takeFile(asked.request, parts.uploads, parts.ports);
}

const exchangeBody = z.strictObject({ key: z.string().max(200) });

async function exchange(request: IncomingMessage, { session, ports }: RouteParts): Promise<Answer> {
  const body = await readJson(request, ports.clock);
  if (body.kind === 'refuse') return bare(body.status);
  const asked = exchangeBody.safeParse(body.value);
  const opened = asked.success ? session.exchange(asked.data.key) : null;
  return opened === null ? bare(403) : { status: 204, headers: { 'set-cookie': session.cookieFor(opened) } };
}

async function takeFile(request: IncomingMessage, uploads: Uploads, ports: RouteParts['ports']): Promise<Answer> {
  const name = nameOf(request.headers['x-sundial-file-name']);
  if (name === null) return bare(400);
  const modifiedAt = instantOf(request.headers['x-sundial-file-modified'], ports.clock.now());
  try {
    return jsonAnswer(200, { ticket: await uploads.take(request, name, modifiedAt) });
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, message, where, refusal } = error;
      // What is left of a refused file is not read.
      return jsonAnswer(code === 'fileRefused' ? 413 : 507, { code, message, where, refusal }, { connection: 'close' });
    }
    ports.logger.warn('upload.broke', { error: String(error) });
    return bare(400);
  }
}

/** A time a browser gave; none, nonsense, or one that is still to come tells nothing. */
function instantOf(header: string | readonly string[] | undefined, now: EpochMs): EpochMs | null {
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header)) return null;
  const at = epochMs(Number(header));
  return at > 0 && at <= now ? at : null;
}

function nameOf(header: string | readonly string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    const name = decodeURIComponent(header);
    return name === '' || name.length > 255 ? null : name;
  } catch {
    return null;
  }
}
