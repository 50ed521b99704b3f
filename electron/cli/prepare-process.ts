import { enableCompileCache } from 'node:module';

/**
 * Sets the process right before anything else is loaded: times are wall-clock text in processes that run in UTC (DESIGN 5), files
 * of the data folder are private, compiled code is kept between starts, in this thread and in those it starts.
 */

/** The zone the process was started in, which is this computer's own; `undefined` = the system's setting. */
export const ZONE_AT_START: string | undefined = process.env['TZ'];

process.env['TZ'] = 'UTC';
process.umask(0o077);
const { directory } = enableCompileCache();
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= directory;

/** Oldest Node that Sundial runs on (STACK 1): better-sqlite3 13 crashes under older ones. */
const NODE_AT_LEAST = 24;

if (Number(process.versions.node.split('.')[0]) < NODE_AT_LEAST) {
  process.stderr.write(
    `Sundial needs Node ${NODE_AT_LEAST} and this is ${process.versions.node}; start it with "npm start" or "npm run -s sundial -- …", which bring their own.\n`,
  );
  process.exit(1);
}
