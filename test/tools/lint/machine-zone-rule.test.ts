import { machineZoneRule } from './machine-zone-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'shared/time/sample.ts';

testRule('machine-zone', machineZoneRule, {
  passes: [
    { name: 'the UTC getters are the same everywhere', file, code: 'new Date(0).getUTCHours();' },
    { name: 'the host may ask where it is', file: 'electron/host/a.ts', code: 'Intl.DateTimeFormat();' },
    { name: 'Intl may count and compare', file, code: "new Intl.NumberFormat('en'); new Intl.Collator('en');" },
  ],
  refuses: [
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
