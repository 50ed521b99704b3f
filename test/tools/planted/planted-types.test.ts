import { describe, expect, it } from 'vitest';
import { CLEAN_TREE } from './clean-tree.ts';
import { withPlantedProject } from './plant.ts';
import { runTool } from './run-tool.ts';

/** What each layer must not see, one file each, and the compiler's code for it. */
const FAULTS = [
  { fault: 'a Node module in shared', file: 'shared/domain/a.ts', code: "import 'node:fs';", error: 'TS2882' },
  { fault: 'process in shared', file: 'shared/domain/b.ts', code: 'export const b = process;', error: 'TS2591' },
  { fault: 'a timer in shared', file: 'shared/domain/c.ts', code: 'setTimeout(() => {}, 1);', error: 'TS2304' },
  { fault: 'a Buffer in shared', file: 'shared/time/d.ts', code: 'export const d = Buffer.alloc(1);', error: 'TS2591' },
  { fault: 'the DOM in shared', file: 'shared/domain/e.ts', code: 'export const e = document;', error: 'TS2584' },
  { fault: 'the DOM in the engine', file: 'electron/engine/f.ts', code: 'export const f = document;', error: 'TS2584' },
  {
    fault: 'the terminal in the engine',
    file: 'electron/engine/g.ts',
    code: "export { systemClock } from '#host/system-clock.ts';",
    error: 'TS6307',
  },
  { fault: 'an enum', file: 'shared/domain/h.ts', code: 'export enum H { one }', error: 'TS1294' },
  {
    fault: 'a list entry taken for granted',
    file: 'shared/domain/i.ts',
    code: 'export const i = (list: readonly string[]): string => list[0];',
    error: 'TS2322',
  },
  {
    fault: 'undefined put where a field may only be left out',
    file: 'shared/domain/j.ts',
    code: 'export const j: { k?: string } = { k: undefined };',
    error: 'TS2375',
  },
  {
    fault: 'an import without its file extension',
    file: 'electron/engine/k.ts',
    code: "export { decide } from './engine';",
    error: 'TS2835',
  },
] as const;

const TSC = 'typescript/bin/tsc';

describe('the types of each layer', () => {
  const planted = Object.fromEntries(FAULTS.map(({ file, code }) => [file, `${code}\n`]));
  const { output } = withPlantedProject({ ...CLEAN_TREE, ...planted }, (root) =>
    runTool(root, TSC, ['-b', '--pretty', 'false']),
  );

  it('pass a tree without faults', () => {
    expect(withPlantedProject(CLEAN_TREE, (root) => runTool(root, TSC, ['-b', '--pretty', 'false']))).toEqual({
      code: 0,
      output: '',
    });
  });

  it.each(FAULTS)('refuse $fault', ({ file, error }) => {
    const lines = output.split('\n').filter((line) => line.startsWith(`${file}(`));
    expect(lines.join('\n')).toContain(`error ${error}`);
  });
});
