import { testRule } from './rule-tester.ts';
import { sqlRule } from './sql-rule.ts';

const file = 'electron/engine/planner/sample.ts';

testRule('sql-in-store', sqlRule, {
  passes: [
    { name: 'the store writes SQL', file: 'electron/engine/store/a.ts', code: "db.prepare('SELECT 1').get();" },
    {
      name: 'the practice platform has its own file',
      file: 'electron/practice/a.ts',
      code: "db.exec('PRAGMA user_version');",
    },
    {
      name: 'importers stage into a file of their own',
      file: 'electron/engine/importers/a.ts',
      code: 'db.prepare(sql);',
    },
    { name: 'exec of a regular expression is not SQL', file, code: '/a/u.exec(text); pattern.exec(text);' },
    { name: 'prose that begins with Select is not SQL', file, code: "export const hint = 'Select a file to import';" },
    { name: 'a word in capitals is not SQL', file, code: "export const verb = 'UPDATE';" },
  ],
  refuses: [
    {
      name: 'a query as text is refused',
      file,
      code: "export const q = 'SELECT id FROM delivery';",
      refusals: [/^SQL outside/u],
    },
    {
      name: 'a query as a template is refused',
      file,
      code: 'export const q = (table) => `\n  UPDATE ${table} SET state = 1`;',
      refusals: [/^SQL outside/u],
    },
    { name: 'prepare on anything is refused', file, code: 'handle.prepare(text);', refusals: [/^A statement/u] },
    { name: 'exec on a database is refused', file, code: 'this.db.exec(text);', refusals: [/^A statement/u] },
    { name: 'a pragma is refused', file, code: "db.pragma('journal_mode');", refusals: [/^A statement/u] },
    {
      name: 'the terminal writes no SQL either',
      file: 'electron/cli/a.ts',
      code: "run('DELETE FROM delivery');",
      refusals: [/^SQL outside/u],
    },
  ],
});
