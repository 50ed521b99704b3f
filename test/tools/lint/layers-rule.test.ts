import { layersRule } from './layers-rule.ts';
import { testRule } from './rule-tester.ts';

const engine = 'electron/engine/planner/sample.ts';

testRule('layers', layersRule, {
  passes: [
    { name: 'a neighbour in the same folder is fine', file: engine, code: "import { a } from './a.ts';" },
    { name: 'a folder below is fine', file: engine, code: "import { a } from './parts/a.ts';" },
    {
      name: 'one step up inside the same layer is fine',
      file: 'electron/engine/store/operations/sample.ts',
      code: "import { a } from '../database.ts';",
    },
    { name: 'the engine sees shared', file: engine, code: "import { a } from '#shared/domain/a.ts';" },
    { name: 'the engine sees its store', file: engine, code: "import { a } from '#engine/store/store.ts';" },
    { name: 'the engine uses plain Node', file: engine, code: "import { readFileSync } from 'node:fs';" },
    {
      name: 'the store uses better-sqlite3',
      file: 'electron/engine/store/a.ts',
      code: "import D from 'better-sqlite3';",
    },
    { name: 'the host uses undici', file: 'electron/host/http.ts', code: "import { Pool } from 'undici';" },
    {
      name: 'one file uses date-fns-tz',
      file: 'shared/time/format-wall-clock.ts',
      code: "import { format } from 'date-fns-tz'; import { a } from './instant.ts';",
    },
    {
      name: 'a path to data may lead anywhere',
      file: 'test/tools/sample.ts',
      code: "new URL('../../resources/zones/zones.json', import.meta.url);",
    },
  ],
  refuses: [
    {
      name: 'shared imports nothing of the engine',
      file: 'shared/domain/a.ts',
      code: "import { a } from '#engine/ports.ts';",
      refusals: [
        'shared/domain/a.ts imports electron/engine/ports.ts: shared/domain may import only shared/domain, shared/lang, shared/time.',
      ],
    },
    {
      name: 'shared/lang imports nothing',
      file: 'shared/lang/a.ts',
      code: "import { a } from '#shared/time/instant.ts';",
      refusals: ['shared/lang/a.ts imports shared/time/instant.ts: shared/lang may import only shared/lang.'],
    },
    {
      name: 'shared/time does not know the domain',
      file: 'shared/time/a.ts',
      code: "import type { A } from '#shared/domain/a.ts';",
      refusals: [/shared\/time may import only shared\/time, shared\/lang/u],
    },
    {
      name: 'shared/domain does not know the rules',
      file: 'shared/domain/a.ts',
      code: "export type A = import('#shared/rules/b.ts').B;",
      refusals: [/imports shared\/rules\/b\.ts/u],
    },
    {
      name: 'no other file of shared uses date-fns-tz',
      file: 'shared/time/a.ts',
      code: "import { format } from 'date-fns-tz';",
      refusals: ["shared/time/a.ts imports 'date-fns-tz': shared/time may import no package."],
    },
    {
      name: 'zod stays in the contract',
      file: 'shared/domain/a.ts',
      code: "import { z } from 'zod';",
      refusals: [/shared\/domain may import no package/u],
    },
    {
      name: 'Node stays out of shared',
      file: 'shared/rules/a.ts',
      code: "import { readFileSync } from 'node:fs';",
      refusals: [/shared\/rules may import no package/u],
    },
    ...['host', 'cli', 'practice'].map((name) => ({
      name: `the engine does not know electron/${name}`,
      file: engine,
      code: `import { a } from '#${name}/a.ts';`,
      refusals: [
        new RegExp(`imports electron/${name}/a\\.ts: electron/engine may import only electron/engine, shared`, 'u'),
      ],
    })),
    {
      name: 'the engine does not know electron itself',
      file: engine,
      code: "import { app } from 'electron';",
      refusals: [/imports 'electron': electron\/engine may import only node:\*/u],
    },
    {
      name: 'the engine opens no socket',
      file: engine,
      code: "import { request } from 'node:http';",
      refusals: [/imports 'node:http'.*never.*node:http/u],
    },
    {
      name: 'better-sqlite3 stays in the store',
      file: engine,
      code: "import Database from 'better-sqlite3';",
      refusals: [/imports 'better-sqlite3'/u],
    },
    {
      name: 'undici stays in the host',
      file: 'electron/cli/a.ts',
      code: "import { Pool } from 'undici';",
      refusals: [/imports 'undici'/u],
    },
    {
      name: 'the practice platform does not know the engine it judges',
      file: 'electron/practice/a.ts',
      code: "export { a } from '#engine/a.ts';",
      refusals: [/electron\/practice may import only electron\/practice, shared/u],
    },
    {
      name: 'nothing outside test imports from test',
      file: 'electron/cli/a.ts',
      code: "const a = await import('#test/support/a.ts');",
      refusals: [/imports test\/support\/a\.ts/u],
    },
    {
      name: 'a worker file is an import too',
      file: 'electron/cli/a.ts',
      code: "new URL('../../test/support/worker.ts', import.meta.url);",
      refusals: [/relative imports stay inside one folder/u],
    },
    {
      name: 'a relative path does not cross a layer',
      file: 'electron/engine/store/a.ts',
      code: "export * from '../planner/b.ts';",
      refusals: [/relative imports stay inside one folder/u],
    },
    {
      name: 'two steps up are refused even inside a layer',
      file: 'electron/engine/a/b/c.ts',
      code: "import { a } from '../../d.ts';",
      refusals: [/relative imports stay inside one folder/u],
    },
    {
      name: 'an unknown alias is named',
      file: engine,
      code: "import { a } from '#lib/a.ts';",
      refusals: [/unknown alias #lib/u],
    },
    {
      name: 'a built-in without node: is taken for a package',
      file: engine,
      code: "import { join } from 'path';",
      refusals: [/imports 'path'/u],
    },
    {
      name: 'a file of no layer is refused',
      file: 'electron/gadgets/a.ts',
      code: 'export const a = 1;',
      refusals: ['electron/gadgets/a.ts belongs to no layer; give its folder a row in test/tools/layers.ts.'],
    },
  ],
});
