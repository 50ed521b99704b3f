import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '#shared/domain/errors.ts';

/** One file of the built screens, whole. */
export interface ScreenFile {
  readonly body: Buffer;
  readonly contentType: string;
}

/** The built screens by their address below the root, e.g. `/assets/index-1a2b.js`. What is not in here is not served. */
export type ScreenFiles = ReadonlyMap<string, ScreenFile>;

/** The page that loads everything else. */
export const SCREEN_PAGE = '/index.html';

/** Kinds of file that a build of the screens holds; one of another kind is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Where a build of the screens stands beside this code. */
export const BUILT_SCREENS: string = fileURLToPath(new URL('../../out/renderer/', import.meta.url));

/**
 * Reads the built screens into memory, about 5 MB: an address is looked up in this list and never turned into a path, so no address
 * reaches another file (RELIABILITY S-02, S-28), and a new build does not pull files from under an open page.
 *
 * @throws {DomainError} `notFound` when they were never built.
 */
export function loadScreenFiles(folder: string = BUILT_SCREENS): ScreenFiles {
  const files = new Map<string, ScreenFile>();
  for (const path of pathsIn(folder)) {
    const contentType = CONTENT_TYPES[extname(path)];
    if (contentType === undefined) continue;
    files.set(`/${path.replaceAll('\\', '/')}`, { body: readFileSync(join(folder, path)), contentType });
  }
  if (!files.has(SCREEN_PAGE)) throw notBuilt(folder);
  return files;
}

function pathsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  } catch (error) {
    throw notBuilt(folder, error);
  }
}

function notBuilt(folder: string, cause?: unknown): DomainError {
  return new DomainError('notFound', `The screens are not built yet; "npm start" builds them.`, folder, cause);
}
