/**
 * The steps of `npm run check`, in order, each a script of package.json. Quick ones first, so that a slip shows early.
 *
 * A new check is a script there and a line here; `test/tools/check-steps.test.ts` holds both together.
 */
export const CHECK_STEPS = [
  { script: 'format:check', proves: 'every file is formatted and its imports are sorted' },
  { script: 'lint', proves: 'types are used soundly, promises awaited, switches complete, project rules kept' },
  { script: 'typecheck', proves: 'each layer compiles with only what it may see' },
  { script: 'layers', proves: 'no import leaves its layer, and the check saw every module' },
  { script: 'dead', proves: 'no file, export or dependency is without use' },
  { script: 'schema:check', proves: 'schema.sql is what the migrations make' },
  { script: 'diagram:check', proves: 'the state diagrams of ARCHITECTURE.md are what the tables make' },
  { script: 'text:check', proves: 'no file names a machine path or a package registry' },
  { script: 'changelog:check', proves: 'the changelog has an Unreleased section that says something' },
] as const;
