import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openInMemory } from '#engine/store/connection.ts';
import { selectAll } from '#engine/store/database.ts';
import { migrate } from '#engine/store/migrate.ts';

/** Where the dump stands: beside the migrations, so that people can read the whole schema in one place. */
export const SCHEMA_DUMP_PATH = fileURLToPath(new URL('../../electron/engine/store/schema.sql', import.meta.url));

/** The schema as the migrations make it, as text. */
export function dumpSchema(): string {
  const db = openInMemory();
  migrate(db);
  const rows = selectAll(
    db,
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
     ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
  );
  db.close();
  const head = '-- Made by `npm run schema:dump` from the migrations; never edited by hand.\n\n';
  return `${head}${rows.map((row) => `${String(row['sql'])};`).join('\n\n')}\n`;
}

/** The dump as it is committed. */
export function committedSchema(): string {
  return readFileSync(SCHEMA_DUMP_PATH, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    if (dumpSchema() !== committedSchema()) {
      console.error('electron/engine/store/schema.sql is stale: run `npm run schema:dump`.');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(SCHEMA_DUMP_PATH, dumpSchema());
  }
}
