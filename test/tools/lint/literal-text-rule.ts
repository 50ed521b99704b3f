import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { AstNode, Rule } from './rule.ts';

/** Attributes that people read or hear. */
const READ =
  /^(?:alt|aria-(?:label|description|roledescription|valuetext)|description|error|label|message|nothingFoundMessage|placeholder|title)$/u;

/** Something that has to be said in five languages: two letters in a row. Signs and numbers are the same everywhere. */
const WORDS = /\p{L}{2}/u;

/** What is the same in every language: our name, and addresses. */
const SAME = /^(?:Sundial|https?:\/\/\S+)$/u;

/** Every text of the screens stands in `renderer/words`, in five languages (issue 3, Languages). */
export const literalTextRule: Rule = {
  create(context) {
    const file = projectPath(context.filename);
    if (!isWithin(file, 'renderer') || !file.endsWith('.tsx')) return {};
    const refuse = (node: AstNode, text: string): void =>
      context.report({
        node,
        message: `The text "${text.trim()}" is in one language only; put it into renderer/words.`,
      });
    return {
      JSXText: (node) => {
        if (isWords(node.value)) refuse(node, node.value);
      },
      JSXExpressionContainer: (node) => {
        if (node.parent?.type === 'JSXAttribute' && !isRead(node.parent)) return;
        for (const text of textsOf(node.expression)) refuse(node, text);
      },
      JSXAttribute: (node) => {
        if (!isRead(node) || node.value?.type !== 'Literal') return;
        const { value } = node.value;
        if (typeof value === 'string' && isWords(value)) refuse(node, value);
      },
    };
  },
};

function isWords(text: string): boolean {
  return WORDS.test(text) && !SAME.test(text.trim());
}

function isRead(attribute: AstNode): boolean {
  return attribute.type === 'JSXAttribute' && attribute.name.type === 'JSXIdentifier' && READ.test(attribute.name.name);
}

/** Words that an expression shows as they stand: a text, a template, or a side of a choice. */
function textsOf(node: AstNode): readonly string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && isWords(node.value) ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.raw).filter(isWords);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return textsOf(node.right);
    default:
      return [];
  }
}
