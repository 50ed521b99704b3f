import { resolve } from 'node:path';
import { type EpochMs, epochMs, parseIso } from '#shared/time/instant.ts';
import type { Invocation } from './command.ts';
import { UsageError } from './usage-error.ts';

/** An argument that commander has made sure is there. */
export function argument(invocation: Invocation, index: number): string {
  const value = invocation.args[index];
  if (value === undefined) {
    throw new UsageError(`The command "${invocation.command}" needs one more argument.`, 'arguments');
  }
  return value;
}

/** The text of an option; `null` when it was not given. */
export function textOption(invocation: Invocation, name: string): string | null {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : null;
}

/** Whether an option without a value was given. */
export function flag(invocation: Invocation, name: string): boolean {
  return invocation.options[name] === true;
}

/** The texts of an option that may be given several times. */
export function listOption(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * A whole number of an option; `null` when it was not given.
 *
 * @throws {UsageError} when it is no whole number in the range.
 */
export function numberOption(
  invocation: Invocation,
  name: string,
  range: { readonly from: number; readonly to: number },
): number | null {
  const text = textOption(invocation, name);
  if (text === null) return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < range.from || value > range.to) {
    throw new UsageError(
      `--${kebab(name)} "${text}" must be a whole number from ${range.from} to ${range.to}.`,
      `--${kebab(name)}`,
    );
  }
  return value;
}

/**
 * One of several words of an option; `null` when it was not given.
 *
 * @throws {UsageError} when it is none of them.
 */
export function choiceOption(invocation: Invocation, name: string, choices: readonly string[]): string | null {
  const text = textOption(invocation, name);
  if (text === null || choices.includes(text)) return text;
  throw new UsageError(`--${kebab(name)} "${text}" must be one of ${choices.join(', ')}.`, `--${kebab(name)}`);
}

/**
 * The digits of an option that takes an id of Meta's; `null` when it was not given.
 *
 * @throws {UsageError} when it is something else.
 */
export function digitsOption(invocation: Invocation, name: string): string | null {
  const text = textOption(invocation, name);
  if (text === null || /^\d{1,30}$/.test(text)) return text;
  throw new UsageError(`--${kebab(name)} "${text}" must be an id of Meta's: digits only.`, `--${kebab(name)}`);
}

/**
 * The address of an option; `null` when it was not given.
 *
 * @throws {UsageError} when it is none.
 */
export function addressOption(invocation: Invocation, name: string): string | null {
  const text = textOption(invocation, name);
  if (text === null || URL.canParse(text)) return text;
  throw new UsageError(
    `--${kebab(name)} "${text}" must be an address such as http://127.0.0.1:4310.`,
    `--${kebab(name)}`,
  );
}

/**
 * An instant of an option; `null` when it was not given.
 *
 * @throws {UsageError} when it is no instant with its own offset.
 */
export function instantOption(invocation: Invocation, name: string): EpochMs | null {
  const text = textOption(invocation, name);
  if (text === null) return null;
  const value = parseIso(text);
  if (value === null) {
    const sentence = `--${kebab(name)} "${text}" must be an instant with its offset, such as 2026-11-27T09:00:00Z.`;
    throw new UsageError(sentence, `--${kebab(name)}`);
  }
  return epochMs(value);
}

/** A path as the person wrote it, made absolute from where they stood. */
export function absolutePath(invocation: Invocation, path: string): string {
  return resolve(invocation.io.cwd, path);
}

/** A path option made absolute; `null` when it was not given. */
export function pathOption(invocation: Invocation, name: string): string | null {
  const text = textOption(invocation, name);
  return text === null ? null : absolutePath(invocation, text);
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
