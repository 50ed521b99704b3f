import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '#test/support/refusal.ts';
import { openImportWorld } from './import-world.ts';

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** Size the archive claims; the true one unless a test lies. */
  readonly claims?: number;
  readonly encrypted?: boolean;
}

/** A ZIP archive, honest or not, made by hand so that it can lie. */
function archive(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims = content.length, encrypted = false } of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims, 18);
    fields.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name)]);
    local.push(head, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]));
    offset += head.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

const part = (name: string, text = '<x/>'): Part => ({ name, content: Buffer.from(text) });
const BOOK = part('xl/workbook.xml');

async function refused(content: Buffer): Promise<string> {
  return refusalOf(openImportWorld().take(content));
}

describe('an archive is looked through before anything reads it, and refused', () => {
  test('when it is no workbook', async () => {
    expect(await refused(archive([part('readme.txt')]))).toContain('is a ZIP archive, not an XLSX workbook');
  });

  test('when it unpacks to more than the limit, though it claims to be small', async () => {
    const bomb = {
      name: 'xl/worksheets/sheet1.xml',
      content: Buffer.alloc(40 * 1_048_576, 32),
      claims: 40 * 1_048_576,
    };
    expect(await refused(archive([BOOK, bomb]))).toContain('packed suspiciously well');
    expect(await refused(archive([BOOK, { ...bomb, claims: 100 }]))).toContain('fileRefused');
  });

  test('when it has more parts than a workbook', async () => {
    const parts = Array.from({ length: 1_001 }, (_, index) => part(`p${index}.xml`));
    expect(await refused(archive([BOOK, ...parts]))).toContain('holds 1002 parts');
  });

  test('when a part declares entities of its own', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><x>&lol;</x>';
    expect(await refused(archive([BOOK, part('xl/sharedStrings.xml', laughs)]))).toContain('declares its own entities');
  });

  test('when a name leads out of it', async () => {
    expect(await refused(archive([BOOK, part('../../evil.xml')]))).toContain('damaged workbook');
    expect(await refused(archive([BOOK, part('xl\\evil.xml')]))).toContain('damaged workbook');
  });

  test('when it is protected by a password', async () => {
    expect(await refused(archive([{ ...BOOK, encrypted: true }]))).toContain('protected by a password');
  });

  test('when it is cut off', async () => {
    const whole = archive([BOOK, part('xl/worksheets/sheet1.xml')]);
    expect(await refused(whole.subarray(0, whole.length - 30))).toContain('damaged workbook');
  });
});

test('a workbook above 50 MiB is refused by its size', async () => {
  const content = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(51 * 1_048_576)]);
  expect(await refused(content)).toContain('has 51 MiB; an XLSX workbook may have 50 MiB');
});

test.each([
  ['1900', '', 45_981.5],
  ['1904', '<workbookPr date1904="1"/>', 44_519.5],
])(
  'a date cell of the %s system is the instant it shows, and an absurd one costs only itself',
  async (_name, system, serial) => {
    const world = openImportWorld();
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const date = (at: string, value: number): string => `<c r="${at}" s="1"><v>${value}</v></c>`;
    const rows = [
      [text('A1', 'token'), text('B1', 'recipient'), text('C1', 'created_at')],
      [text('A2', '1'), text('B2', '11'), date('C2', serial)],
      [text('A3', '2'), text('B3', '12'), date('C3', 1e15)],
    ].map((cells, index) => `<row r="${index + 1}">${cells.join('')}</row>`);
    const sheet = `<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>`;
    const book = archive([
      part('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relations}">${system}${sheet}</workbook>`),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
      ),
      part(
        'xl/styles.xml',
        `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
      ),
      part(
        'xl/worksheets/sheet1.xml',
        `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
      ),
    ]);
    expect(await world.take(book)).toMatchObject({
      new: 2,
      flags: [{ row: 3, column: 'created_at', code: 'timeNonsense' }],
    });
    expect(world.token('1')).toMatchObject({ created_at_ms: Date.UTC(2025, 10, 20, 12) });
  },
);
