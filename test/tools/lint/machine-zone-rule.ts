import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { Rule } from './rule.ts';

/** Where the machine's own zone may be asked for: the hosts, which show times "here", and the tests. */
const PLACES = ['electron/host', 'electron/cli', 'test'];

/** Methods of Date that answer in the machine's zone or language; each has a UTC sister or no place here. */
const METHODS =
  /^(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|getYear|setYear|to(?:Date|Time)String|toLocale(?:Date|Time)String)$/u;

/**
 * The machine's zone and the runtime's ICU change nothing (DESIGN 5): local times come from the zone table of
 * `shared/time`, never from a Date's local getters nor from Intl.
 */
export const machineZoneRule: Rule = {
  create(context) {
    const file = projectPath(context.filename);
    if (PLACES.some((place) => isWithin(file, place))) return {};
    return {
      CallExpression: ({ callee }) => {
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        if (!METHODS.test(callee.property.name)) return;
        context.report({
          node: callee,
          message: `${callee.property.name}() answers in the machine's zone; use shared/time.`,
        });
      },
      MemberExpression: (node) => {
        if (node.object.type !== 'Identifier' || node.object.name !== 'Intl') return;
        if (
          node.property.type !== 'Identifier' ||
          !/^(?:DateTimeFormat|supportedValuesOf)$/u.test(node.property.name)
        ) {
          return;
        }
        context.report({
          node,
          message: `Intl.${node.property.name} carries the runtime's zone data; use shared/time.`,
        });
      },
    };
  },
};
