import { machineZoneRule } from './machine-zone-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'shared/time/sample.ts';

testRule('machine-zone', machineZoneRule, {
  passes: [
    { name: 'the UTC getters are the same everywhere', file, code: 'new Date(0).getUTCHours();' },
    { name: 'the host may ask where it is', file: 'electron/host/a.ts', code: 'Intl.DateTimeFormat();' },
    { name: 'Intl may count and compare', file, code: "new Intl.NumberFormat('en'); new Intl.Collator('en');" },
    {
      name: 'screens word the engine’s wall clock, in UTC',
      file: 'renderer/parts/day-format.ts',
      code: "new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });",
    },
    {
      name: 'the type of the options is no zone data',
      file: 'renderer/parts/day-format.ts',
      code: 'new Intl.NumberFormat(language);',
    },
  ],
  refuses: [
    {
      name: 'a screen elsewhere is refused, in UTC too',
      file: 'renderer/places/today/today-screen.tsx',
      code: "new Intl.DateTimeFormat(language, { timeZone: 'UTC' });",
      refusals: [/^Intl\.DateTimeFormat/u],
    },
    {
      name: 'another zone is refused where screens word times',
      file: 'renderer/parts/moment-text.tsx',
      code: 'new Intl.DateTimeFormat(language, { timeZone: zone });',
      refusals: [/^Intl\.DateTimeFormat/u],
    },
    {
      name: 'a zone that options may bring along is refused',
      file: 'renderer/parts/moment-text.tsx',
      code: "new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });",
      refusals: [/^Intl\.DateTimeFormat/u],
    },
    {
      name: 'no zone at all is the browser’s own, and refused',
      file: 'renderer/parts/moment-text.tsx',
      code: 'new Intl.DateTimeFormat(language);',
      refusals: [/^Intl\.DateTimeFormat/u],
    },
    { name: 'getHours answers in the machine’s zone', file, code: 'date.getHours();', refusals: [/^getHours\(\)/u] },
    { name: 'setDate works in the machine’s zone', file, code: 'date.setDate(1);', refusals: [/^setDate\(\)/u] },
    {
      name: 'getTimezoneOffset is refused',
      file,
      code: 'date.getTimezoneOffset();',
      refusals: [/^getTimezoneOffset/u],
    },
    {
      name: 'toLocaleDateString is refused',
      file,
      code: 'date.toLocaleDateString();',
      refusals: [/^toLocaleDateString/u],
    },
    {
      name: 'Intl.DateTimeFormat carries the runtime’s zone data',
      file: 'electron/engine/planner/a.ts',
      code: "new Intl.DateTimeFormat('en', { timeZone: zone });",
      refusals: [/^Intl\.DateTimeFormat/u],
    },
    {
      name: 'Intl.supportedValuesOf lists the runtime’s zones, not ours',
      file,
      code: "Intl.supportedValuesOf('timeZone');",
      refusals: [/^Intl\.supportedValuesOf/u],
    },
  ],
});
