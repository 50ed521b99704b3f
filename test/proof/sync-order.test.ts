import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { hasStrace, proveSyncOrder, readTrace } from './sync-order.ts';

/** Real processes and sockets on a computer that may be busy with other tests. */
const SLOW = { timeout: 180_000 };

const WRITE = '7 pwrite64(18</d/sundial.db-wal>, "7", 4096, 0) = 4096';
const FLUSH = '7 fdatasync(18</d/sundial.db-wal>) = 0';
const POST = '5 write(25<socket:[1]>, "POST /v25.0/1/messages HTTP/1.1\\r\\n", 300) = 300';

test('a trace in which a POST leaves before its claim is flushed is seen as such', () => {
  expect(readTrace([WRITE, FLUSH, POST].join('\n'))).toEqual({ posts: 1, early: 0, flushes: 1 });
  expect(readTrace([WRITE, POST, FLUSH].join('\n'))).toEqual({ posts: 1, early: 1, flushes: 1 });
  const slow = ['7 fdatasync(18</d/sundial.db-wal> <unfinished ...>', POST, '7 <... fdatasync resumed>) = 0'];
  expect(readTrace([WRITE, ...slow].join('\n'))).toEqual({ posts: 1, early: 1, flushes: 1 });
});

test('every claim is flushed to disk before the first byte of its POST leaves', SLOW, async () => {
  if (!hasStrace()) {
    // Without the tool the order of writes above is still held; the power-cut proof needs no tool.
    process.stderr.write('strace is not on this computer: the order of flush and POST was not traced here.\n');
    return;
  }
  const figures = await proveSyncOrder({ folder: temporaryFolder(), recipients: 14, pace: 2 });
  expect(figures.posts).toBeGreaterThan(8);
  expect(figures.early).toBe(0);
  expect(figures.flushes).toBeGreaterThanOrEqual(figures.posts);
});
