import { parseJsonText } from './json-text.ts';

/** Longest single value of a stream, in characters: a webhook body is far smaller, a page of a list too. Sundial's choice. */
export const MAX_VALUE = 16 * 1_048_576;

/** Takes the values of a stream as they come. `line` counts from 1. */
export interface ValueSink {
  readonly value: (value: unknown, line: number) => void;
  /** A piece that is no JSON; `text` is its beginning. */
  readonly bad: (text: string, line: number) => void;
}

/** Reads a stream of JSON values in chunks cut anywhere. */
export interface JsonSplitter {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

/** Characters of a broken piece that are told. */
const SHOWN = 200;

/**
 * Reads NDJSON: each line stands alone, so a broken one costs nothing but itself. A line may hold several values one after another,
 * as some logs do.
 */
export function createLineReader(sink: ValueSink): JsonSplitter {
  let rest = '';
  let line = 0;
  const take = (text: string): void => {
    line += 1;
    if (text.trim() === '') return;
    const values = valuesOf(text);
    if (values === null) sink.bad(text.trim().slice(0, SHOWN), line);
    else for (const value of values) sink.value(value, line);
  };
  return {
    push: (chunk) => {
      rest += chunk;
      let from = 0;
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        take(rest.slice(from, end));
        from = end + 1;
      }
      rest = rest.slice(from);
      if (rest.length > MAX_VALUE) rest = `${rest.slice(0, SHOWN)}…`;
    },
    end: () => {
      if (rest !== '') take(rest);
    },
  };
}

/**
 * Reads JSON values written one after another over any number of lines. After a broken one reading goes on at the next line that
 * begins with a brace.
 */
export function createValueReader(sink: ValueSink): JsonSplitter {
  let rest = '';
  let line = 1;
  const advance = (count: number): void => {
    line += lineBreaks(rest.slice(0, count));
    rest = rest.slice(count);
  };
  /** Takes the value at the start of what is left; false = more text is needed first. */
  const takeValue = (isFinal: boolean): boolean => {
    const canWait = !isFinal && rest.length <= MAX_VALUE;
    const end = endOfValue(rest);
    if (end === null && canWait) return false;
    const value = typeof end === 'number' ? parseJsonText(rest.slice(0, end)) : undefined;
    if (value === undefined || typeof end !== 'number') return skipBroken(canWait);
    sink.value(value, line);
    advance(end);
    return true;
  };
  const skipBroken = (canWait: boolean): boolean => {
    const next = rest.indexOf('\n{', 1);
    if (next < 0 && canWait) return false;
    sink.bad(rest.slice(0, SHOWN), line);
    advance(next < 0 ? rest.length : next + 1);
    return true;
  };
  const readAll = (isFinal: boolean): void => {
    for (let goesOn = true; goesOn; ) {
      advance(rest.length - rest.trimStart().length);
      goesOn = rest !== '' && takeValue(isFinal);
    }
  };
  return {
    push: (chunk) => {
      rest += chunk;
      readAll(false);
    },
    end: () => readAll(true),
  };
}

/** The values of one line; `null` when it is not made of JSON values alone. */
function valuesOf(text: string): readonly unknown[] | null {
  const whole = parseJsonText(text);
  if (whole !== undefined) return [whole];
  const values: unknown[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const end = endOfValue(rest);
    const value = typeof end === 'number' ? parseJsonText(rest.slice(0, end)) : undefined;
    if (typeof end !== 'number' || value === undefined) return null;
    values.push(value);
    rest = rest.slice(end).trimStart();
  }
  return values;
}

/**
 * Where the object or list at the start of a text ends. `null` = further on; `broken` = it is no object or list, or a line ends
 * inside a string, which JSON does not allow.
 */
export function endOfValue(text: string): number | 'broken' | null {
  if (text[0] !== '{' && text[0] !== '[') return 'broken';
  const signs = /["{}[\]]/gu;
  let depth = 0;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '"') {
      const end = endOfString(text, sign.index + 1);
      if (typeof end !== 'number') return end;
      signs.lastIndex = end;
    } else if (sign[0] === '{' || sign[0] === '[') {
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) return sign.index + 1;
    }
  }
  return null;
}

function endOfString(text: string, from: number): number | 'broken' | null {
  const signs = /["\\\n]/gu;
  signs.lastIndex = from;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '"') return sign.index + 1;
    if (sign[0] === '\n') return 'broken';
    signs.lastIndex = sign.index + 2;
  }
  return null;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
