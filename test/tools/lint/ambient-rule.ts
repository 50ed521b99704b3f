import { AMBIENT_PLACES } from '#test/tools/ambient-places.ts';
import { isWithin } from '#test/tools/layers.ts';
import { globalReferences } from './global-references.ts';
import { projectPath } from './project-path.ts';
import type { AstNode, Context, Rule } from './rule.ts';

/** Globals refused wherever they are named. */
const WHOLE = new Set(['performance', 'setImmediate', 'setInterval', 'setTimeout']);

/** Globals of which only some members are refused. */
const MEMBERS: Readonly<Record<string, ReadonlySet<string>>> = {
  AbortSignal: new Set(['timeout']),
  Date: new Set(['now']),
  Math: new Set(['random']),
  Temporal: new Set(['Now']),
  crypto: new Set(['getRandomValues', 'randomUUID']),
  process: new Set(['hrtime', 'uptime']),
};

/** What must not be reached by way of `globalThis` either. */
const GLOBAL_NAMES = new Set([...WHOLE, ...Object.keys(MEMBERS)]);

/** Built-in modules refused as a whole, or by the names imported from them. `null` means every name. */
const MODULES: Readonly<Record<string, ReadonlySet<string> | null>> = {
  'node:timers': null,
  'node:timers/promises': null,
  'node:perf_hooks': null,
  'node:process': new Set(['hrtime', 'uptime']),
  'node:crypto': new Set([
    'generateKey',
    'generateKeyPair',
    'generateKeyPairSync',
    'getRandomValues',
    'randomBytes',
    'randomFill',
    'randomFillSync',
    'randomInt',
    'randomUUID',
    'webcrypto',
  ]),
};

/** SQL that reads the clock or draws a number. */
const AMBIENT_SQL = /\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\bunixepoch\(\s*\)|'now'\s*\)|\brandom\(\s*\)|\brandomblob\(/u;

/** Text that is SQL, by its first word as this project writes it: capitals. */
const SQL_TEXT = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|REPLACE|ALTER)\s/u;

/** Refuses the machine's clock, timers and randomness outside the places of `test/tools/ambient-places.ts`. */
export const ambientRule: Rule = {
  create(context) {
    const file = projectPath(context.filename);
    if (AMBIENT_PLACES.some((place) => isWithin(file, place.path))) return {};
    const refuse = (node: AstNode, what: string): void =>
      context.report({
        node,
        message: `${what} is ambient; take a Clock or Random as a parameter (allowed only in test/tools/ambient-places.ts).`,
      });
    return {
      'Program:exit': () => lookAtGlobals(context, refuse),
      ImportDeclaration: (node) => {
        if (node.importKind === 'type') return;
        for (const name of ambientImports(node.source.value, node.specifiers)) refuse(node, name);
      },
      Literal: (node) => {
        if (typeof node.value === 'string' && isAmbientSql(node.value)) {
          refuse(node, 'SQL that reads the clock or draws');
        }
      },
      TemplateLiteral: (node) => {
        const text = node.quasis.map((part) => part.value.raw).join('?');
        if (isAmbientSql(text)) refuse(node, 'SQL that reads the clock or draws');
      },
    };
  },
};

type Refuse = (node: AstNode, what: string) => void;

function lookAtGlobals(context: Context, refuse: Refuse): void {
  const names = new Set([...GLOBAL_NAMES, 'globalThis']);
  for (const node of globalReferences(context, names)) {
    const what = ambientUse(node);
    if (what !== null) refuse(node, what);
  }
}

/**
 * Names the ambient thing a reference to a global reads.
 *
 * @returns `null` when the use is pure, e.g. `new Date(ms)` or `Math.floor`.
 */
function ambientUse(node: AstNode): string | null {
  const name = 'name' in node && typeof node.name === 'string' ? node.name : '';
  if (WHOLE.has(name)) return name;
  const { parent } = node;
  if (name === 'Date' && isBareDate(node, parent)) return 'Date without an instant';
  const refused = name === 'globalThis' ? GLOBAL_NAMES : MEMBERS[name];
  const member = membersOf(node, parent).find((read) => refused?.has(read) === true);
  return member === undefined ? null : `${name}.${member}`;
}

/** `new Date()` and `Date(…)`, both of which read the clock. */
function isBareDate(node: AstNode, parent: AstNode | null): boolean {
  if (parent?.type === 'NewExpression') return parent.callee === node && parent.arguments.length === 0;
  return parent?.type === 'CallExpression' && parent.callee === node;
}

/** The members read of a global: `now` in `Date.now`, in `Date['now']` and in `const { now } = Date`. */
function membersOf(node: AstNode, parent: AstNode | null): readonly string[] {
  if (parent?.type === 'MemberExpression' && parent.object === node) return [keyName(parent.property)];
  if (parent?.type !== 'VariableDeclarator' || parent.init !== node || parent.id.type !== 'ObjectPattern') return [];
  return parent.id.properties.map((property) => (property.type === 'Property' ? keyName(property.key) : ''));
}

function keyName(key: AstNode): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

type Specifiers = Parameters<NonNullable<ReturnType<Rule['create']>['ImportDeclaration']>>[0]['specifiers'];

/** Ambient names a value import brings in. */
function ambientImports(source: string, specifiers: Specifiers): readonly string[] {
  const refused = MODULES[source];
  if (refused === undefined) return [];
  if (refused === null) return [source];
  return specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return [`the whole of ${source}`];
    const imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
    return specifier.importKind !== 'type' && refused.has(imported) ? [`${imported} of ${source}`] : [];
  });
}

function isAmbientSql(text: string): boolean {
  return SQL_TEXT.test(text) && AMBIENT_SQL.test(text);
}
