import { expect, test } from 'vitest';
import { sundial } from '#test/cli/support.ts';
import { topicsAfterTap } from '#test/support/tap-card.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openContractClient, openSession } from './support/contract-client.ts';
import { serveWorkspace } from './support/served.ts';

test('serve hears what people of its practice platform do: a yes is a permission without anybody looking into the list', async () => {
  const folder = temporaryFolder();
  expect(await sundial(folder, ['account', 'add', '--practice'])).toMatchObject({ code: 0 });
  expect(await sundial(folder, ['tokens', 'sync'])).toMatchObject({ code: 0 });
  const served = await serveWorkspace(folder);
  try {
    const cookie = await openSession(served.address);
    const origin = `http://127.0.0.1:${served.port}`;
    const { engine, close } = openContractClient({ origin, cookie: () => cookie });
    const topics = await topicsAfterTap(engine, 'a1');
    await expect.poll(topics, { timeout: 20_000 }).toContain('Fresh bread every Friday');
    close();
  } finally {
    await served.stop();
  }
});
