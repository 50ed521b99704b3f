import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PACKAGE_LICENCES } from '#renderer/places/settings/licences.ts';

test('every licence that About names is the one the installed package names', () => {
  expect(PACKAGE_LICENCES.length).toBeGreaterThan(20);
  for (const { name, licence } of PACKAGE_LICENCES) {
    const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
    const installed = JSON.parse(readFileSync(file, 'utf8')) as { readonly license: string }; // a package always names it
    expect([name, licence]).toEqual([name, installed.license]);
  }
});
