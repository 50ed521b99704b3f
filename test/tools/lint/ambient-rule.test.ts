import { ambientRule } from './ambient-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'electron/engine/planner/sample.ts';

testRule('ambient', ambientRule, {
  passes: [
    { name: 'a Date made from an instant is pure', file, code: 'export const at = new Date(0).toISOString();' },
    { name: 'Date.UTC computes, it reads no clock', file, code: 'Date.UTC(2026, 0, 1);' },
    { name: 'a clock that was handed in is fine', file, code: 'export const f = (clock) => clock.now();' },
    {
      name: 'a parameter may be called setTimeout',
      file,
      code: 'export function wait(setTimeout) { setTimeout(() => {}, 1); }',
    },
    {
      name: 'the type of a timer reads nothing',
      file,
      code: 'let timer: ReturnType<typeof setTimeout> | null = null;',
    },
    { name: 'a property may be called performance', file, code: 'export const f = (report) => report.performance;' },
    { name: 'Math may compute', file, code: 'Math.floor(1.5);' },
    {
      name: 'hashing is not randomness',
      file,
      code: "import { createHash } from 'node:crypto'; createHash('sha256');",
    },
    { name: 'the host reads the clock', file: 'electron/host/system-clock.ts', code: 'Date.now();' },
    { name: 'tests may measure', file: 'test/bench/sample.ts', code: 'performance.now();' },
    { name: 'prose about now is not SQL', file, code: "export const text = 'the time is CURRENT_TIMESTAMP';" },
  ],
  refuses: [
    { name: 'Date.now is refused', file, code: 'Date.now();', refusals: [/^Date\.now is ambient/u] },
    { name: 'Date.now as a value is refused', file, code: 'const now = Date.now;', refusals: [/^Date\.now/u] },
    { name: "Date['now'] is refused", file, code: "Date['now']();", refusals: [/^Date\.now/u] },
    { name: 'new Date() is refused', file, code: 'new Date();', refusals: [/^Date without an instant/u] },
    { name: 'Date() as a call is refused', file, code: 'Date();', refusals: [/^Date without an instant/u] },
    { name: 'const { now } = Date is refused', file, code: 'const { now } = Date;', refusals: [/^Date\.now/u] },
    { name: 'performance.now is refused', file, code: 'performance.now();', refusals: [/^performance/u] },
    { name: 'Math.random is refused', file, code: 'Math.random();', refusals: [/^Math\.random/u] },
    { name: 'setTimeout is refused', file, code: 'setTimeout(() => {}, 1);', refusals: [/^setTimeout/u] },
    { name: 'setInterval is refused', file, code: 'setInterval(() => {}, 1);', refusals: [/^setInterval/u] },
    { name: 'setImmediate is refused', file, code: 'setImmediate(() => {});', refusals: [/^setImmediate/u] },
    {
      name: 'a timer by way of globalThis is refused',
      file,
      code: 'globalThis.setTimeout(() => {}, 1);',
      refusals: [/^globalThis\.setTimeout/u],
    },
    {
      name: 'AbortSignal.timeout is refused',
      file,
      code: 'AbortSignal.timeout(5);',
      refusals: [/^AbortSignal\.timeout/u],
    },
    { name: 'crypto.randomUUID is refused', file, code: 'crypto.randomUUID();', refusals: [/^crypto\.randomUUID/u] },
    {
      name: 'crypto.getRandomValues is refused',
      file,
      code: 'crypto.getRandomValues(new Uint8Array(1));',
      refusals: [/^crypto\.getRandomValues/u],
    },
    {
      name: 'randomBytes and randomUUID of node:crypto are refused by name',
      file,
      code: "import { createHash, randomBytes, randomUUID } from 'node:crypto';",
      refusals: [/^randomBytes of node:crypto/u, /^randomUUID of node:crypto/u],
    },
    {
      name: 'the whole of node:crypto is refused, since it hides what is used',
      file,
      code: "import * as crypto from 'node:crypto';",
      refusals: [/^the whole of node:crypto/u],
    },
    {
      name: 'node:timers/promises is refused',
      file,
      code: "import { setTimeout } from 'node:timers/promises';",
      refusals: [/^node:timers\/promises/u],
    },
    { name: 'process.hrtime is refused', file, code: 'process.hrtime.bigint();', refusals: [/^process\.hrtime/u] },
    {
      name: 'SQL that reads the clock is refused',
      file,
      code: "const sql = `SELECT strftime('%s', 'now') FROM t`;",
      refusals: [/^SQL that reads/u],
    },
    {
      name: 'SQL that draws a number is refused',
      file,
      code: "const sql = 'SELECT id FROM t ORDER BY random()';",
      refusals: [/^SQL that reads/u],
    },
    {
      name: 'the practice platform is not free as a whole',
      file: 'electron/practice/rules.ts',
      code: 'Date.now();',
      refusals: [/^Date\.now/u],
    },
  ],
});
