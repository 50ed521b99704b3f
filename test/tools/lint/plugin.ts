import { ambientRule } from './ambient-rule.ts';
import { docstringRule } from './docstring-rule.ts';
import { explainedAsRule } from './explained-as-rule.ts';
import { honestTestsRule } from './honest-tests-rule.ts';
import { layerCensusRule } from './layer-census-rule.ts';
import { layersRule } from './layers-rule.ts';
import { literalTextRule } from './literal-text-rule.ts';
import { machineZoneRule } from './machine-zone-rule.ts';
import { processRule } from './process-rule.ts';
import { rawHtmlRule } from './raw-html-rule.ts';
import type { Rule } from './rule.ts';
import { sqlRule } from './sql-rule.ts';
import { suppressionRule } from './suppression-rule.ts';
import { uniqueTitlesRule } from './unique-titles-rule.ts';

const plugin: { readonly meta: { readonly name: string }; readonly rules: Readonly<Record<string, Rule>> } = {
  meta: { name: 'sundial' },
  rules: {
    ambient: ambientRule,
    'docstring-on-export': docstringRule,
    'explained-as': explainedAsRule,
    'honest-tests': honestTestsRule,
    'layer-census': layerCensusRule,
    layers: layersRule,
    'literal-text': literalTextRule,
    'machine-zone': machineZoneRule,
    'process-in-engine': processRule,
    'raw-html': rawHtmlRule,
    'sql-in-store': sqlRule,
    suppression: suppressionRule,
    'unique-titles': uniqueTitlesRule,
  },
};

// The plugin host of oxlint takes a default export; this is the only file that needs one for it.
export default plugin;
