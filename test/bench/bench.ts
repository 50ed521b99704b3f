import { bookkeepingCase } from './bookkeeping-case.ts';
import { importCase } from './import-case.ts';
import { readOptions } from './options.ts';
import { peopleCase } from './people-case.ts';
import { planCase } from './plan-case.ts';
import { type Comparison, compare, type Ratio } from './ratio.ts';
import { readyCase } from './ready-case.ts';
import { formatNotes, formatTable, writeResults } from './report.ts';
import { sendsCase } from './sends-case.ts';
import { openWorkFolder, type WorkFolder } from './work-folder.ts';

type MakeCase = (work: WorkFolder, size: number) => Promise<Comparison>;

/** The cases of DESIGN 11 that need no server, by name. Those without sizes of their own grow with `--sizes`. */
const CASES: readonly { readonly name: string; readonly sizes: readonly number[] | null; readonly make: MakeCase }[] = [
  { name: 'import', sizes: null, make: importCase },
  { name: 'plan', sizes: null, make: planCase },
  { name: 'bookkeeping', sizes: null, make: bookkeepingCase },
  { name: 'sends', sizes: null, make: sendsCase },
  { name: 'ready', sizes: null, make: readyCase },
  { name: 'people', sizes: null, make: peopleCase },
];

async function main(): Promise<void> {
  const names = CASES.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  const work = openWorkFolder();
  const results: Ratio[] = [];
  try {
    for (const { name, sizes, make } of CASES) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      for (const size of sizes ?? options.sizes) {
        console.error(`${name}, ${size.toLocaleString('en')}: preparing`);
        const comparison = await make(work, size);
        console.error(`${name}, ${size.toLocaleString('en')}: ${options.rounds} rounds`);
        results.push(await compare(comparison, options.rounds));
        console.log(formatTable(results.slice(-1)));
      }
    }
  } finally {
    work.remove();
  }
  console.log(`\n${formatTable(results)}\n\n${formatNotes(results)}\n`);
  // A run of some cases alone keeps the figures of the last whole run.
  const name = options.only.length === 0 ? 'latest' : options.only.join('-');
  console.log(writeResults(name, { rounds: options.rounds, results }));
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await main();
