import { openWriter } from '#engine/store/connection.ts';
import { execute } from '#engine/store/database.ts';
import { input, report, startProcessorClock } from './child.ts';
import type { Measured } from './ratio.ts';

/** What the parent asks for. */
export interface InsertSelectInput {
  /** Database with everything but the deliveries. */
  readonly databasePath: string;
  /** Database that holds them in a plain table, in order. */
  readonly rowsPath: string;
  readonly columns: readonly string[];
}

/** One raw statement in one transaction on a connection set up as the engine's own. */
function insertSelect({ databasePath, rowsPath, columns }: InsertSelectInput): Measured {
  const db = openWriter(databasePath);
  db.prepare('ATTACH ? AS planned').run(rowsPath);
  const list = columns.join(', ');
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  execute(db, `INSERT INTO delivery (${list}) SELECT ${list} FROM planned.delivery ORDER BY rowid`);
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  db.close();
  return { tookMs, figures: { processor } };
}

report(insertSelect(input() as InsertSelectInput)); // given by the case that starts this script
