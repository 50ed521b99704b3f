import { processRule } from './process-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'electron/engine/dispatcher/sample.ts';

testRule('process-in-engine', processRule, {
  passes: [
    {
      name: 'hosts read their settings',
      file: 'electron/cli/a.ts',
      code: 'process.exitCode = Number(process.env.CODE);',
    },
    {
      name: 'the engine may name its process and system',
      file,
      code: 'export const who = [process.pid, process.platform];',
    },
    { name: 'a parameter may be called process', file, code: 'export function end(process) { process.exit(); }' },
  ],
  refuses: [
    { name: 'the engine reads no environment', file, code: 'process.env.HOME;', refusals: [/^process\.env/u] },
    { name: 'the engine does not end the process', file, code: 'process.exit(1);', refusals: [/^process\.exit/u] },
    { name: 'the engine takes no signals', file, code: "process.on('SIGTERM', stop);", refusals: [/^process\.on/u] },
    { name: 'the engine does not print', file, code: "console.log('hello');", refusals: [/^The engine logs/u] },
    {
      name: 'node:process is no way round',
      file,
      code: "import { env } from 'node:process';",
      refusals: [/^node:process belongs/u],
    },
  ],
});
