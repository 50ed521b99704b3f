import { describe, expect, test } from 'vitest';
import { fromWireError, toWireError } from '#engine/store/thread-protocol.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

describe('a refusal', () => {
  test('says its values in English, codes by their words, and keeps them as they are for the screens', () => {
    const refused = refuse('fileIsArchive', { name: 'guests.csv', format: 'xz' }, { where: 'guests.csv' });
    expect(refused.message).toBe(
      '"guests.csv" is an xz archive; unpack it first; Sundial reads CSV, TSV, JSON, NDJSON, webhook logs and XLSX.',
    );
    expect(refused).toMatchObject({ code: 'fileRefused', where: 'guests.csv' });
    expect(refused.refusal).toEqual({ kind: 'fileIsArchive', values: { name: 'guests.csv', format: 'xz' } });
  });

  test('takes a name as it is, even one that looks like the place of another value', () => {
    const refused = refuse('fileTooLarge', { name: '{limitGiB}', sizeGiB: '2.0', limitGiB: 1 });
    expect(refused.message).toBe('"{limitGiB}" has 2.0 GiB; a file may have 1 GiB: split it.');
  });

  test('adds what only the terminal says to the sentence, not to the values', () => {
    const refused = refuse('accountUnknown', { account: 'a9' }, { terminal: ' in this data folder.' });
    expect(refused.message).toBe('There is no account a9 in this data folder.');
    expect(refused.refusal).toEqual({ kind: 'accountUnknown', values: { account: 'a9' } });
  });

  test('crosses threads and the command socket with kind and values', () => {
    const wire: unknown = JSON.parse(JSON.stringify(toWireError(refuse('planGone', { plan: 7 }, { where: 'plan' }))));
    const arrived = fromWireError(wire as ReturnType<typeof toWireError>); // what was packed just above
    expect(arrived).toMatchObject({
      code: 'notFound',
      where: 'plan',
      refusal: { kind: 'planGone', values: { plan: 7 } },
    });
  });

  test('that only the terminal can meet crosses without a kind', () => {
    const arrived = fromWireError(toWireError(new DomainError('invalidInput', 'Say which account.', 'account')));
    expect(arrived).toMatchObject({ message: 'Say which account.', refusal: null });
  });
});
