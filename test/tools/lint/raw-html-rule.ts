import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { AstNode, Rule } from './rule.ts';

/** Members through which text becomes markup. */
const MEMBERS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'srcdoc',
  'createContextualFragment',
  'setHTMLUnsafe',
]);

/** What `document` must not do. */
const DOCUMENT = new Set(['write', 'writeln']);

/**
 * No text becomes markup in the screens: React writes text as text. This stands in for Trusted Types, which Mantine's own styles do not
 * allow (issue 3, Desktop shell).
 */
export const rawHtmlRule: Rule = {
  create(context) {
    if (!isWithin(projectPath(context.filename), 'renderer')) return {};
    const refuse = (node: AstNode, what: string): void =>
      context.report({ node, message: `${what} turns text into markup; let React write it as text.` });
    return {
      JSXAttribute: (node) => {
        if (node.name.type !== 'JSXIdentifier') return;
        const { name } = node.name;
        if (name === 'dangerouslySetInnerHTML' || name === 'srcDoc') refuse(node, name);
      },
      Property: (node) => {
        if (nameOf(node.key) === 'dangerouslySetInnerHTML') refuse(node, 'dangerouslySetInnerHTML');
      },
      MemberExpression: (node) => {
        const name = nameOf(node.property);
        if (MEMBERS.has(name)) refuse(node, name);
        if (DOCUMENT.has(name) && nameOf(node.object) === 'document') refuse(node, `document.${name}`);
      },
    };
  },
};

function nameOf(node: AstNode): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}
