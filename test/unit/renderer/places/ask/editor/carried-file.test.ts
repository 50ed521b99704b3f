import { expect, test } from 'vitest';
import { carriedFile } from '#renderer/places/ask/editor/use-dropped-file.ts';

const picture = [{ name: 'image.png' }];

test('a paste from a spreadsheet means its text, whatever picture of it lies beside', () => {
  expect(carriedFile('paste', { types: ['text/plain', 'text/html', 'Files'], files: picture })).toBeNull();
  expect(carriedFile('paste', { types: ['text/plain'], files: [] })).toBeNull();
});

test('a picture that is pasted or dropped is a file', () => {
  expect(carriedFile('paste', { types: ['text/html', 'Files'], files: picture })).toBe('image.png');
  expect(carriedFile('drop', { types: ['text/plain', 'Files'], files: picture })).toBe('image.png');
});
