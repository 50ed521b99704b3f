import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openScreens } from './support/open-screens.ts';
import { textOf } from './support/words-of.ts';

const PRACTICE = {
  prepare: async (sundial: (...words: string[]) => Promise<unknown>) => {
    await sundial('account', 'add', '--practice');
  },
};

const GUESTS = [
  'token,recipient,name,timezone,topic,creation_timestamp',
  '7770000000000001,9001,Anna Bianchi,Europe/Rome,News,1700000000',
  '7770000000000002,9002,Budi Santoso,Asia/Jakarta,News,1700000000000',
  ',9003,Carla,Europe/Rome,News,1700000000',
  '7.77E+15,9004,Dora,Europe/Rome,News,1700000000',
  '7770000000000005,9005,Enzo,Mars/Base,News,tomorrow',
  '7770000000000001,9001,Anna Bianchi,Europe/Rome,News,1700000000',
].join('\n');

/** Drops a file somewhere on the page, as a person does from their desktop. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName));
      return transfer;
    },
    [name, content] as const,
  );
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
  const place = page.getByText('Let go to take this list in');
  await place.waitFor();
  await place.dispatchEvent('drop', { dataTransfer: data });
}

/** Chooses a file by the button, as a person without a mouse does. */
async function choose(
  page: Page,
  name: string,
  buffer: Buffer,
  button: RegExp = /^Choose (a|another) file$/,
): Promise<void> {
  const [asked] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).press('Enter'),
  ]);
  await asked.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** A list of one person with as many columns as asked for. */
function wideList(width: number): Buffer {
  const columns = ['token', 'recipient', ...Array.from({ length: width - 2 }, (_, n) => `extra ${n}`)];
  return Buffer.from(`${columns.join(',')}\n7770000000000001,9001${','.repeat(width - 2)}\n`);
}

test('a list with bad rows is dropped, its columns and what it would change are shown, and its bad rows are saved', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  await screens.go('/import');
  await screens.look('import-1-file');
  await drop(page, 'guests.csv', GUESTS);

  await page.getByRole('heading', { name: 'The first rows, as they would be read' }).waitFor();
  await page.getByText('Jakarta').waitFor();
  await page.getByText('777000…0002').waitFor();
  await page.getByText('A spreadsheet rounded the number').waitFor();
  await screens.look('import-2-columns');
  await screens.setTheme('dark');
  await screens.look('import-2-columns');
  await page.getByRole('button', { name: 'See what would change' }).click();

  await page.getByRole('tab', { name: 'Left out: 3' }).waitFor();
  await page.getByText('The same permission stands in an earlier row').waitFor();
  await screens.look('import-3-review');
  await screens.setTheme('light');
  await screens.look('import-3-review');
  expect((await screens.engine.imports.start({})).past).toEqual([]);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('guests to mend.csv');
  const csv = await readFile(await saved.path(), 'utf8');
  expect(csv).toContain('7.77E+15,9004,Dora,Europe/Rome,News,1700000000,5,token,7.77E+15,digitsLost');
});

test('a list is taken in after going back and forth, and taken back', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  await screens.go('/import');
  await choose(page, 'guests.csv', Buffer.from(GUESTS));
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Take all 3 in' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'What stands in which column' }).waitFor();
  await page.goForward();
  await page.getByRole('button', { name: 'Take all 3 in' }).click();
  await page.getByRole('heading', { name: '3 permissions are in' }).waitFor();
  await page.getByRole('link', { name: 'Write a message' }).waitFor();
  await screens.look('import-4-done');
  await screens.setTheme('dark');
  await screens.look('import-4-done');

  await page.getByRole('button', { name: 'Take back' }).click();
  await screens.look('import-5-undo');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('heading', { name: 'This list was taken back' }).waitFor();
  await page.getByRole('button', { name: 'Import another list' }).click();
  await page.getByRole('table', { name: 'Lists you took in' }).getByText('Taken back').last().waitFor();
  await screens.look('import-6-past');
  await screens.setTheme('light');
  await screens.look('import-6-past');
});

test('columns nobody knows are chosen by the person, and the first rows follow', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  await screens.go('/import');
  await choose(
    page,
    'own.csv',
    Buffer.from('Handle;Who;Called\n7770000000000001;9001;Anna\n7770000000000002;9002;Budi\n'),
  );
  await page.getByRole('alert').getByText('notification_messages_token').waitFor();
  await screens.look('import-columns-missing');
  const fill = async (label: string, column: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  };
  await fill('Permission to message', 'Handle');
  await fill('Meta id of the person', 'Who');
  await fill('Name', 'Called');
  await page.getByRole('cell', { name: /Budi/ }).waitFor();
  await page.reload();
  await page.getByRole('cell', { name: /Budi/ }).waitFor();
  // Letters read in another way have no such columns: there is a way back to the file as it was.
  await page.getByRole('combobox', { name: 'How letters are written' }).click();
  await page.getByRole('option', { name: 'big-endian' }).click();
  await page.getByRole('alert').waitFor();
  await screens.look('import-columns-gone');
  await page.getByRole('button', { name: 'Begin again with these columns' }).click();
  await page.getByRole('alert').getByText('notification_messages_token').waitFor();
  await fill('Permission to message', 'Handle');
  await fill('Meta id of the person', 'Who');
  await fill('Name', 'Called');
  await page.getByRole('cell', { name: /Budi/ }).waitFor();
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Take all 2 in' }).waitFor();
});

test('without any account a list comes in for a Page that is connected later, by keyboard alone', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/import');
  await choose(page, 'guests.csv', Buffer.from(GUESTS));
  await page.getByRole('heading', { name: 'Whose people are these?' }).waitFor();
  await screens.look('import-1-account');
  await screens.setTheme('dark');
  await screens.look('import-1-account');
  await page.getByRole('textbox', { name: 'Name of the Page' }).fill('Café Sole');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'See what would change' }).press('Enter');
  await page.getByRole('button', { name: 'Take all 3 in' }).press('Enter');
  await page.getByRole('heading', { name: '3 permissions are in' }).waitFor();
  const { accounts } = await screens.engine.imports.start({});
  expect(accounts).toMatchObject([{ name: 'Café Sole', isPractice: false, isConnected: false }]);
});

test('a long list can be cancelled while it is read, and nothing of it stays', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  const rows = Array.from(
    { length: 200_000 },
    (_, n) => `77${String(n).padStart(14, '0')},9${n},Person ${n},Europe/Rome`,
  );
  await screens.go('/import');
  await choose(page, 'long.csv', Buffer.from(`token,recipient,name,timezone\n${rows.join('\n')}\n`));
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /rows read/ })
    .waitFor();
  await screens.look('import-3-working');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'What stands in which column' }).waitFor();
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Take all 200,000 in' }).click();
  await page.getByRole('heading', { name: '200,000 permissions are in' }).waitFor();
});

test('files that are no lists are refused in a sentence with a way out, and a workbook is read', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  const refusal = page.getByRole('alert').filter({ hasText: 'This file cannot be used' });
  await screens.go('/import');
  const ugly: readonly (readonly [string, Buffer, string])[] = [
    ['empty.csv', Buffer.alloc(0), 'is empty'],
    ['photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'PNG picture'],
    ['page.csv', Buffer.from('<html><body>no</body></html>'), 'web page'],
  ];
  for (const [name, content, why] of ugly) {
    await choose(page, name, content);
    await refusal.getByText(why).waitFor();
    await page.getByRole('button', { name: 'Choose another file' }).click();
  }
  await choose(page, 'wide.csv', wideList(1_000));
  await refusal.getByText('more than 500 columns').waitFor();
  await screens.look('import-refused');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose(page, 'wide.csv', wideList(400));
  await page.getByText('2 columns are used of 400').waitFor();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  const workbook = join(temporaryFolder(), 'guests.xlsx');
  const cells = [
    ['token', 'recipient', 'name'],
    ['7770000000000001', '9001', 'Anna'],
  ].map((row) => row.map((value) => ({ value, type: String })));
  await writeXlsxFile(cells).toFile(workbook);
  await choose(page, 'guests.xlsx', await readFile(workbook));
  await page.getByText('Excel workbook').waitFor();
  await page.getByRole('cell', { name: /Anna/ }).waitFor();
});

test('on an Italian screen a refused file is told in Italian, with its values, and with no English word', async () => {
  await using screens = await openScreens({ ...PRACTICE, language: 'it' });
  const { page } = screens;
  const refusal = page.getByRole('alert').filter({ hasText: textOf('it', 'errors:fileRefused.title') });
  await screens.go('/import');
  const ugly: readonly (readonly [string, Buffer, string])[] = [
    ['foto.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), '«foto.csv» è un’immagine PNG'],
    ['larga.csv', wideList(1_000), '«larga.csv» ha più di 500 colonne.'],
  ];
  for (const [name, content, why] of ugly) {
    await choose(page, name, content, /^Scegli un (altro )?file$/);
    await refusal.getByText(why).waitFor();
    expect(await refusal.locator('[lang="en"]').count()).toBe(0);
    if (name === 'larga.csv') await screens.look('import-refused');
    await page.getByRole('button', { name: textOf('it', 'import:file.another') }).click();
  }
});

test('a list whose people change meanwhile is not taken in, but shown again', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  await screens.go('/import');
  await choose(page, 'guests.csv', Buffer.from(GUESTS));
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Take all 3 in' }).waitFor();
  const tab = await screens.openTab();
  await tab.goto(`${screens.url}/#/import`);
  await choose(tab, 'other.csv', Buffer.from('token,recipient,name\n7770000000000001,9001,Anna Rossi\n'));
  await tab.getByRole('button', { name: 'See what would change' }).click();
  await tab.getByRole('button', { name: 'Take it in' }).click();
  await tab.getByRole('heading', { name: '1 permission is in' }).waitFor();
  await page.getByRole('button', { name: 'Take all 3 in' }).click();
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('button', { name: 'Take all 3 in' }).click();
  await page.getByRole('heading', { name: '3 permissions are in' }).waitFor();
});

const ELENCO = [
  'Elenco clienti Caffè Sole;;;;',
  ';;;;',
  'Nome;PSID;Token;Opt-in date;Ultimo messaggio',
  '"Rossi, Anna 🌻";24512345678901234;6177341647910041736;03/04/2026 09:30;46275,5',
  'مريم;24512345678901235;6177341647910041737;05/06/2026 10:00;',
  'Totale;2;;;',
].join('\r\n');

test('dates that can be read in two ways are asked about, and what was read is shown with whose clock it is', async () => {
  await using screens = await openScreens(PRACTICE);
  const { page } = screens;
  await screens.go('/import');
  await choose(page, 'elenco.csv', Buffer.from(`\uFEFF${ELENCO}`, 'utf16le'));
  await page.getByText('The column names stand in row 3').waitFor();
  await page.getByRole('alert').getByText('what comes first in the dates').waitFor();
  await page.getByRole('button', { name: 'Yes, use the column Ultimo messaggio' }).click();
  await page.getByText('how Excel counts days').waitFor();
  await screens.look('import-2-dates-asked');
  await page.getByRole('radio', { name: 'The day: April 3, 2026' }).click();
  await page.getByText(/03\/04\/2026 09:30 is April 3, 2026, .*where your Page is. The day comes first./).waitFor();
  await page.getByRole('cell', { name: 'April 3, 2026' }).waitFor();
  await screens.setTheme('dark');
  await screens.look('import-2-dates');
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Take all 2 in' }).waitFor();
  await page.getByText('The day comes first.').waitFor();
  await page.getByText('1 person has written to you').waitFor();
  await screens.look('import-3-dates');
});

test('a log of messages is shown, taken in and taken back, in German', async () => {
  await using screens = await openScreens({ ...PRACTICE, language: 'de' });
  const { page } = screens;
  const { accounts } = await screens.engine.accounts.list({});
  const pageId = accounts[0]?.pageId ?? '';
  const item = (person: string, what: object): string =>
    JSON.stringify({
      object: 'page',
      entry: [
        {
          id: pageId,
          messaging: [{ sender: { id: person }, recipient: { id: pageId }, timestamp: 1_790_000_000_000, ...what }],
        },
      ],
    });
  const log = [
    item('24512345678901234', { message: { mid: 'm1', text: 'geheim' } }),
    item('24512345678901235', { referral: { ref: 'tuer', source: 'SHORTLINK' } }),
  ].join('\n');
  await screens.go('/import');
  await page.getByRole('button', { name: 'Datei wählen' }).waitFor();
  const [asked] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Datei wählen' }).press('Enter'),
  ]);
  await asked.setFiles({ name: 'webhook.log', mimeType: 'text/plain', buffer: Buffer.from(log) });
  await page.getByText('Hat Ihnen geschrieben').waitFor();
  await screens.look('import-2-log');
  await page.getByRole('button', { name: 'Sehen, was sich ändern würde' }).click();
  await page.getByText('1 neuer Weg').waitFor();
  await screens.look('import-3-log');
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await page.getByRole('heading', { name: 'Das Protokoll ist übernommen' }).waitFor();
  await page.getByRole('button', { name: 'Zurücknehmen' }).click();
  await page.getByRole('dialog').getByText('bleibt abgemeldet').waitFor();
  await screens.look('import-5-undo-log');
});
