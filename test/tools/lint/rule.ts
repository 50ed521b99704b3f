import type { RuleTester } from 'oxlint/plugins-dev';

/** A lint rule as oxlint's JS plugin host takes it; the shape is ESLint's. */
export type Rule = Extract<Parameters<RuleTester['run']>[1], { create: (context: never) => unknown }>;

/** What a rule sees of the file it looks at. */
export type Context = Parameters<Rule['create']>[0];

/** Handlers by node type. */
export type Visitor = ReturnType<Rule['create']>;

/** A node of the syntax tree, narrowed by `type`. */
export type AstNode = Parameters<NonNullable<Visitor['*']>>[0];
