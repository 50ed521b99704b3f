import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { AstNode, Rule } from './rule.ts';

/** Where the machine's own zone may be asked for: the hosts, which show times "here", and the tests. */
const PLACES = ['electron/host', 'electron/cli', 'test'];

/** Where screens word a wall clock that the engine gave as text: formatted in UTC, it stays what it is (DESIGN 5). */
const WORDING = /^renderer\/(?:parts\/moment-text\.tsx|.*-format\.tsx?)$/u;

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
        if (WORDING.test(file) && isForUtc(node)) return;
        context.report({
          node,
          message: `Intl.${node.property.name} carries the runtime's zone data; use shared/time.`,
        });
      },
    };
  },
};

/** `new Intl.DateTimeFormat(language, { …, timeZone: 'UTC' })`: the runtime's zone data is not asked. */
function isForUtc(node: AstNode): boolean {
  const made = node.parent;
  if (made?.type !== 'NewExpression' || made.callee !== node) return false;
  const [, options] = made.arguments;
  if (options?.type !== 'ObjectExpression') return false;
  const last = options.properties.findLast(
    (property) =>
      property.type === 'SpreadElement' || (property.key.type === 'Identifier' && property.key.name === 'timeZone'),
  );
  return last?.type === 'Property' && last.value.type === 'Literal' && last.value.value === 'UTC';
}
