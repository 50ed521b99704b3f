import { parseArgs } from 'node:util';
import { DomainError } from '#shared/domain/errors.ts';
import type { StartOptions } from './server/start-practice.ts';

/** How the process was asked to run. */
export type PracticeArguments = {
  readonly start: StartOptions;
  /** Whether the process ends when its standard input does, as it does when the parent is gone. */
  readonly untilStdinEnds: boolean;
};

const NUMBER = { type: 'string' } as const;

/**
 * Reads the command line of the practice process.
 *
 * @throws {DomainError} `invalidInput` for unknown options and values that are none.
 */
export function readPracticeArguments(words: readonly string[]): PracticeArguments {
  const { values } = parseWords(words);
  const { port, recipients, seed, pages, file, faults, ledger, webhooks, zone, platform } = values;
  const limits = {
    ...numberOption('coolDownMs', values['cool-down-ms']),
    ...numberOption('sendsPerSecond', values['sends-per-second']),
  };
  const start = {
    ...numberOption('port', port),
    ...numberOption('recipients', recipients),
    ...numberOption('seed', seed),
    ...numberOption('pages', pages),
    ...given({ file, faults, ledger, webhooks, zone }),
    ...(platform === undefined ? {} : { platform: platformOption(platform) }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    strict: values.strict,
    lenient: values.lenient,
    lively: values.lively,
  };
  return { start, untilStdinEnds: values['until-stdin-ends'] };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        port: NUMBER,
        recipients: NUMBER,
        seed: NUMBER,
        pages: NUMBER,
        'cool-down-ms': NUMBER,
        'sends-per-second': NUMBER,
        file: { type: 'string' },
        faults: { type: 'string' },
        ledger: { type: 'string' },
        webhooks: { type: 'string' },
        zone: { type: 'string' },
        platform: { type: 'string' },
        strict: { type: 'boolean', default: false },
        lenient: { type: 'boolean', default: false },
        lively: { type: 'boolean', default: false },
        'until-stdin-ends': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new DomainError('invalidInput', `${why}.`, 'arguments', error);
  }
}

function numberOption<Name extends string>(name: Name, text: string | undefined): { [Key in Name]?: number } {
  if (text === undefined) return {};
  if (!/^\d{1,15}$/.test(text)) {
    throw new DomainError('invalidInput', `${name} is "${text}"; a whole number is needed.`, name);
  }
  // the one key of this object is the name asked for
  return { [name]: Number(text) } as { [Key in Name]?: number };
}

function given<Name extends string>(texts: Record<Name, string | undefined>): { [Key in Name]?: string } {
  // only entries that were given are kept, under their own names
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    [Key in Name]?: string;
  };
}

function platformOption(text: string): 'messenger' | 'instagram' {
  if (text === 'messenger' || text === 'instagram') return text;
  throw new DomainError('invalidInput', `platform is "${text}"; messenger or instagram is needed.`, 'platform');
}
