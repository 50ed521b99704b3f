import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { AstNode, Rule } from './rule.ts';

/** Where SQL may be written: the workspace's store, the practice platform's own file, the importers' staging file. */
const SQL_PLACES = ['electron/engine/store', 'electron/engine/importers', 'electron/practice', 'test'];

/** SQL by its opening words, in capitals as this project writes it; prose does not begin so. */
const SQL_OPENING =
  /^\s*(?:SELECT\s+\S|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(?:TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?(?:TABLE|INDEX|TRIGGER|VIEW)\s|DROP\s+(?:TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s+\w|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)|ATTACH\s+DATABASE|WITH\s+\w+\s+AS\s*\()/u;

/** Names under which a database handle is usually held. */
const HANDLE = /^(?:db|database|connection|handle|sqlite|store|staging)$/iu;

/** Keeps SQL in one place, where rows are parsed, plans are tested and the schema is dumped (STYLE-STUDY 10). */
export const sqlRule: Rule = {
  create(context) {
    const file = projectPath(context.filename);
    if (SQL_PLACES.some((place) => isWithin(file, place))) return {};
    const refuse = (node: AstNode, what: string): void =>
      context.report({ node, message: `${what} outside ${SQL_PLACES.join(', ')}; make it an operation of the store.` });
    return {
      Literal: (node) => {
        if (typeof node.value === 'string' && SQL_OPENING.test(node.value)) refuse(node, 'SQL');
      },
      TemplateLiteral: (node) => {
        if (SQL_OPENING.test(node.quasis.map((part) => part.value.raw).join('x'))) refuse(node, 'SQL');
      },
      CallExpression: (node) => {
        if (isDatabaseCall(node.callee)) refuse(node, 'A statement on a database');
      },
    };
  },
};

/** `db.prepare(…)`, `this.db.exec(…)`: `prepare` is a statement on anything, `exec` also belongs to regular expressions. */
function isDatabaseCall(callee: AstNode): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  if (callee.property.name === 'prepare') return true;
  if (callee.property.name !== 'exec' && callee.property.name !== 'pragma') return false;
  return HANDLE.test(lastName(callee.object));
}

function lastName(node: AstNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return '';
  if (node.property.type === 'Identifier') return node.property.name;
  return node.property.type === 'PrivateIdentifier' ? node.property.name : '';
}
