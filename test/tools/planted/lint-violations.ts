/** One planted fault: a file that breaks exactly one rule. */
export type Violation = {
  /** What is wrong, in words. */
  readonly fault: string;
  /** Path from the project root. */
  readonly file: string;
  readonly code: string;
  /** The rules that must report it, as oxlint names them; no other rule may. */
  readonly caughtBy: readonly string[];
};

/** Faults of the language that oxlint and its type-aware companion must see. */
const LANGUAGE_FAULTS: readonly Violation[] = [
  {
    fault: 'a promise nobody waits for',
    file: 'electron/engine/floating.ts',
    code: `/** Starts and forgets. */
export function start(work: () => Promise<void>): void {
  work();
}
`,
    caughtBy: ['typescript(no-floating-promises)'],
  },
  {
    fault: 'a promise where a yes or no is expected',
    file: 'electron/engine/misused.ts',
    code: `/** Always true. */
export function ready(work: () => Promise<boolean>): number {
  return work() ? 1 : 0;
}
`,
    caughtBy: ['typescript(no-misused-promises)'],
  },
  {
    fault: 'an await of what is no promise',
    file: 'electron/engine/awaited.ts',
    code: `/** Waits for what was never under way. */
export async function size(list: readonly string[]): Promise<number> {
  const { length } = list;
  await length;
  return length;
}
`,
    caughtBy: ['typescript(await-thenable)'],
  },
  {
    fault: 'a switch that forgets a state',
    file: 'shared/domain/forgetful.ts',
    code: `/** Forgets paused. */
export function label(state: 'draft' | 'paused' | 'running'): string {
  let text = 'none';
  switch (state) {
    case 'draft':
      text = 'draft';
      break;
    case 'running':
      text = 'running';
      break;
  }
  return text;
}
`,
    caughtBy: ['typescript(switch-exhaustiveness-check)'],
  },
  {
    fault: 'a thrown text',
    file: 'shared/domain/thrown.ts',
    code: `/** Throws words. */
export function fail(): never {
  throw 'no';
}
`,
    caughtBy: ['typescript(only-throw-error)'],
  },
  {
    fault: 'any',
    file: 'shared/domain/any.ts',
    code: `/** Anything goes. */
export function empty(): number {
  const list: any[] = [];
  return list.length;
}
`,
    caughtBy: ['typescript(no-explicit-any)'],
  },
  {
    fault: 'parsed JSON used without a look at it',
    file: 'shared/domain/unsafe.ts',
    code: `/** Believes the text. */
export function nameIn(text: string): string {
  return JSON.parse(text).name;
}
`,
    caughtBy: ['typescript(no-unsafe-member-access)', 'typescript(no-unsafe-return)'],
  },
  {
    fault: 'a null waved away',
    file: 'shared/domain/non-null.ts',
    code: `/** Surely there. */
export function first(list: readonly string[]): string {
  return list[0]!;
}
`,
    caughtBy: ['typescript(no-non-null-assertion)'],
  },
  {
    fault: 'a type imported as a value',
    file: 'electron/engine/value-import.ts',
    code: `import { Clock } from './engine.ts';

/** Asks the time. */
export function ask(clock: Clock): number {
  return clock.now();
}
`,
    caughtBy: ['typescript(consistent-type-imports)'],
  },
  {
    fault: 'a default export',
    file: 'shared/domain/default-export.ts',
    code: `const one = 1;

export default one;
`,
    caughtBy: ['import(no-default-export)'],
  },
  {
    fault: 'a cycle of imports, seen from its first file',
    file: 'shared/domain/cycle-a.ts',
    code: `import { b } from './cycle-b.ts';

/** Half of a circle. */
export const a = (): number => b();
`,
    caughtBy: ['import(no-cycle)'],
  },
  {
    fault: 'a cycle of imports, seen from its second file',
    file: 'shared/domain/cycle-b.ts',
    code: `import { a } from './cycle-a.ts';

/** The other half. */
export const b = (): number => a();
`,
    caughtBy: ['import(no-cycle)'],
  },
  {
    fault: 'a barrel',
    file: 'shared/domain/barrel.ts',
    code: `export * from './light.ts';
`,
    caughtBy: ['oxc(no-barrel-file)'],
  },
  {
    fault: 'global fetch',
    file: 'electron/host/fetching.ts',
    code: `/** Goes round the HTTP port. */
export const get = async (url: string): Promise<unknown> => await fetch(url);
`,
    caughtBy: ['eslint(no-restricted-globals)'],
  },
  {
    fault: 'a file of 401 lines',
    file: 'shared/domain/long-file.ts',
    code: `/** Long. */\nexport const LONG = 1;\n${'// line\n'.repeat(399)}`,
    caughtBy: ['eslint(max-lines)'],
  },
  {
    fault: 'a function of 61 lines',
    file: 'shared/domain/long-function.ts',
    code: `/** Long. */
export function long(numbers: number[]): void {
${'  numbers.push(1);\n'.repeat(60)}}
`,
    caughtBy: ['eslint(max-lines-per-function)'],
  },
  {
    fault: 'a function with thirteen ways through',
    file: 'shared/domain/complex.ts',
    code: `/** Branches. */
export function complex(n: number): number {
${Array.from({ length: 12 }, (_, i) => `  if (n === ${i}) return ${i + 1};\n`).join('')}  return 0;
}
`,
    caughtBy: ['eslint(complexity)'],
  },
  {
    fault: 'five levels of depth',
    file: 'shared/domain/deep.ts',
    code: `/** Deep. */
export function deep(a: number, out: number[]): void {
  if (a > 1) {
    if (a > 2) {
      if (a > 3) {
        if (a > 4) {
          if (a > 5) {
            out.push(a);
          }
        }
      }
    }
  }
}
`,
    caughtBy: ['eslint(max-depth)'],
  },
  {
    fault: 'five parameters',
    file: 'shared/domain/parameters.ts',
    code: `/** Many. */
export const sum = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;
`,
    caughtBy: ['eslint(max-params)'],
  },
  {
    fault: 'an empty catch',
    file: 'shared/domain/swallowed.ts',
    code: `/** Hears nothing. */
export function quiet(work: () => void): void {
  try {
    work();
  } catch {}
}
`,
    caughtBy: ['eslint(no-empty)'],
  },
  {
    fault: 'a suppression that suppresses nothing',
    file: 'shared/domain/unused-suppression.ts',
    code: `/** Fine as it is. */
// oxlint-disable-next-line no-debugger -- left from an earlier version
export const FINE = 1;
`,
    caughtBy: ['oxlint'],
  },
];

/** Faults against the project's own rules. */
const PROJECT_FAULTS: readonly Violation[] = [
  {
    fault: 'the clock read in the engine',
    file: 'electron/engine/ambient-clock.ts',
    code: `/** Now. */
export const now = (): number => Date.now();
`,
    caughtBy: ['sundial(ambient)'],
  },
  {
    fault: 'randomness drawn in shared',
    file: 'shared/domain/ambient-random.ts',
    code: `/** Chance. */
export const chance = (): number => Math.random();
`,
    caughtBy: ['sundial(ambient)'],
  },
  {
    fault: 'a timer set in the practice platform outside its entry',
    file: 'electron/practice/timer.ts',
    code: `/** Later. */
export const later = (work: () => void): NodeJS.Timeout => setTimeout(work, 1);
`,
    caughtBy: ['sundial(ambient)'],
  },
  {
    fault: 'an export without a docstring',
    file: 'shared/domain/bare.ts',
    code: `export const BARE = 1;
`,
    caughtBy: ['sundial(docstring-on-export)'],
  },
  {
    fault: 'SQL outside the store',
    file: 'electron/cli/query.ts',
    code: `/** Everything. */
export const QUERY = 'SELECT id FROM delivery';
`,
    caughtBy: ['sundial(sql-in-store)'],
  },
  {
    fault: 'the environment read in the engine',
    file: 'electron/engine/environment.ts',
    code: `/** The home folder. */
export const home = (): string | undefined => process.env['HOME'];
`,
    caughtBy: ['sundial(process-in-engine)'],
  },
  {
    fault: 'a local getter of Date',
    file: 'shared/time/local-getter.ts',
    code: `/** The hour here. */
export const hour = (at: number): number => new Date(at).getHours();
`,
    caughtBy: ['sundial(machine-zone)'],
  },
  {
    fault: 'text that becomes markup',
    file: 'renderer/markup.ts',
    code: `/** Shows a text as if it were markup. */
export function show(place: { innerHTML: string }, text: string): void {
  place.innerHTML = text;
}
`,
    caughtBy: ['sundial(raw-html)'],
  },
  {
    fault: 'a text in one language',
    file: 'renderer/nobody.tsx',
    code: `/** Says that nobody is there. */
export function Nobody(): unknown {
  return <p>Nobody yet</p>;
}
`,
    caughtBy: ['sundial(literal-text)'],
  },
  {
    fault: 'a cast without a reason',
    file: 'shared/domain/cast.ts',
    code: `/** A narrow text. */
export type Narrow = 'a';

/** Overrules the compiler. */
export function narrow(text: string): Narrow {
  return text as Narrow;
}
`,
    caughtBy: ['sundial(explained-as)'],
  },
  {
    fault: 'a suppression without a reason',
    file: 'shared/domain/suppressed.ts',
    code: `/** Stops here. */
export function stop(): void {
  // oxlint-disable-next-line no-debugger
  debugger;
}
`,
    caughtBy: ['sundial(suppression)'],
  },
  {
    fault: 'a skipped test',
    file: 'test/unit/skipped.test.ts',
    code: `import { expect, it } from 'vitest';

it.skip('one is one', () => {
  expect(1).toBe(1);
});
`,
    caughtBy: ['sundial(honest-tests)', 'vitest(no-disabled-tests)'],
  },
  {
    fault: 'a test that keeps the others from running',
    file: 'test/unit/only.test.ts',
    code: `import { expect, it } from 'vitest';

it.only('one is one', () => {
  expect(1).toBe(1);
});
`,
    caughtBy: ['sundial(honest-tests)', 'vitest(no-focused-tests)'],
  },
  {
    fault: 'two tests of the same title',
    file: 'test/unit/twins.test.ts',
    code: `import { describe, expect, it } from 'vitest';

describe('one', () => {
  it('is one', () => {
    expect(1).toBe(1);
  });
});

describe('two', () => {
  it('is one', () => {
    expect(2).not.toBe(1);
  });
});
`,
    caughtBy: ['sundial(unique-titles)'],
  },
];

/** Every planted fault of the lint, but for the layers, which are planted from their table. */
export const LINT_VIOLATIONS: readonly Violation[] = [...LANGUAGE_FAULTS, ...PROJECT_FAULTS];
