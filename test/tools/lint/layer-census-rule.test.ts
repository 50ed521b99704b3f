import { layerCensusRule } from './layer-census-rule.ts';
import { testRule } from './rule-tester.ts';

testRule('layer-census', layerCensusRule, {
  passes: [],
  refuses: [
    {
      name: 'the census names the most specific layer of a module',
      file: 'electron/engine/store/a.ts',
      code: 'export const a = 1;',
      refusals: ['electron/engine/store'],
    },
    {
      name: 'the census tells when a module has no layer',
      file: 'electron/gadgets/a.ts',
      code: 'export const a = 1;',
      refusals: ['no layer'],
    },
  ],
});
