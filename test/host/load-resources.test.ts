import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadResources } from '#host/load-resources.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

function resources(files: Record<string, string>): URL {
  const folder = temporaryFolder();
  for (const name of ['zones', 'rule-packs']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return pathToFileURL(`${folder}/`);
}

describe('the shipped resources', () => {
  it('are found wherever the process was started, and make a zone table', () => {
    const before = process.cwd();
    process.chdir('/');
    try {
      expect(() => createZoneTable(loadResources().zones)).not.toThrow();
    } finally {
      process.chdir(before);
    }
  });

  it('take the newest IANA release, and name rule packs by their files', () => {
    const folder = resources({
      'zones/iana-2025b.json': '"old"',
      'zones/iana-2026c.json': '"new"',
      'zones/windows-zones.json': '{}',
      'rule-packs/seed.json': '{"a":1}',
      'rule-packs/notes.txt': 'no pack',
    });
    expect(loadResources(folder)).toEqual({
      zones: { iana: 'new', windows: {} },
      rulePacks: new Map([['seed', { a: 1 }]]),
    });
  });

  it('that are missing or damaged are named', () => {
    expect(() => loadResources(resources({}))).toThrow(/iana-….json cannot be read; install Sundial again/);
    expect(() => loadResources(resources({ 'zones/iana-2026c.json': '{}' }))).toThrow(
      /windows-zones.json cannot be read/,
    );
    const damaged = { 'zones/iana-2026c.json': '{', 'zones/windows-zones.json': '{}' };
    expect(() => loadResources(resources(damaged))).toThrow(/iana-2026c.json is damaged/);
  });
});
