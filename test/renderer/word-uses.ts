import { parseSync } from 'vite';

/** A text of the screens as code names it. */
export interface WordUse {
  /** Key or, with `*` for what is only known at run time, a family of keys; may begin with `place:`. */
  readonly key: string;
  /** Whether it is asked for by `t(…)`, and so must exist; otherwise it only looks like a key, as in a table of places. */
  readonly isAsked: boolean;
}

/** What one file says about texts. */
export interface FileWords {
  /** The places of `useTranslation`, and of a `TFunction` that is handed about; empty = the file names none. */
  readonly places: readonly string[];
  /** What it imports; files of its folder may lend it their places. */
  readonly neighbours: readonly string[];
  readonly uses: readonly WordUse[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Reads the texts one file of the screens names. @throws {Error} when it is no TypeScript. */
export function wordsIn(file: string, code: string): FileWords {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const places = new Set<string>();
  const neighbours: string[] = [];
  const uses: WordUse[] = [];
  visit(program as unknown as Node, (node) => {
    if (isCallOf(node, 'useTranslation')) for (const place of literalsIn(node['arguments'])) places.add(place);
    if (isCallOf(node, 'getFixedT')) for (const place of literalsIn(node['arguments'])) places.add(place);
    if (isTypeOf(node, 'TFunction')) for (const place of literalsIn(node['typeArguments'])) places.add(place);
    if (node.type === 'ImportDeclaration') neighbours.push(...literalsIn(node['source']));
    if (isTranslation(node)) {
      const [key] = nodesOf(node['arguments']);
      for (const asked of key === undefined ? [] : keysOf(key)) uses.push({ key: asked, isAsked: true });
    } else for (const seen of keysOf(node, false)) uses.push({ key: seen, isAsked: false });
  });
  return { places: [...places], neighbours, uses };
}

/** Whether a use means a key; both without their place. */
export function means(use: string, key: string): boolean {
  if (!use.includes('*')) return use === key;
  const parts = use.split('*').map((part) => part.replaceAll(/[.\\+?^${}()|[\]]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.+')}$`, 'u').test(key);
}

/** Keys an expression can be: a text, a template, or one of the two sides of a choice. */
function keysOf(node: Node, deep = true): readonly string[] {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'TemplateLiteral') {
    const texts = nodesOf(node['quasis']).map((part) => (part['value'] as { readonly raw: string }).raw); // as parsers give it
    return [texts.join('*')];
  }
  if (!deep) return [];
  if (node.type === 'ConditionalExpression') return sidesOf(node, 'consequent', 'alternate');
  return node.type === 'LogicalExpression' ? sidesOf(node, 'left', 'right') : [];
}

function sidesOf(node: Node, ...fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => (isNode(node[field]) ? keysOf(node[field]) : []));
}

/** `t(…)`, `i18next.t(…)`, `i18n.getFixedT(…)(…)`. */
function isTranslation(node: Node): boolean {
  if (isCallOf(node, 't')) return true;
  return node.type === 'CallExpression' && isNode(node['callee']) && isCallOf(node['callee'], 'getFixedT');
}

function isCallOf(node: Node, name: string): boolean {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return false;
  const { callee } = node;
  if (callee.type === 'Identifier') return callee['name'] === name;
  return callee.type === 'MemberExpression' && isNode(callee['property']) && callee['property']['name'] === name;
}

function isTypeOf(node: Node, name: string): boolean {
  return node.type === 'TSTypeReference' && isNode(node['typeName']) && node['typeName']['name'] === name;
}

function literalsIn(value: unknown): readonly string[] {
  const found: string[] = [];
  for (const node of nodesOf(value)) {
    visit(node, (one) => {
      if (one.type === 'Literal' && typeof one['value'] === 'string') found.push(one['value']);
    });
  }
  return found;
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const value of Object.values(node)) for (const below of nodesOf(value)) visit(below, look);
}

function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
