import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Said } from '#test/cli/support.ts';

/** A campaign file for a test of the screens; everybody, any hour, as soon as it is launched, unless it says otherwise. */
export function campaignFile(
  folder: string,
  name: string,
  more: { readonly schedule?: object; readonly message?: object; readonly topics?: readonly string[] } = {},
): string {
  const path = join(folder, `${name.replaceAll(/\W/g, '-')}.json`);
  const file = {
    name,
    account: 'a1',
    audience: { topics: more.topics ?? [] },
    message: more.message ?? { text: 'Friday: two for one at the café ☕' },
    schedule: more.schedule ?? { at: 'now', window: null },
  };
  writeFileSync(path, JSON.stringify(file));
  return path;
}

/** A practice account with its people, and one draft `c1`. @param more.pace - messages a second; not given = as for anybody. */
export function practiceWithDraft(
  name: string,
  more: NonNullable<Parameters<typeof campaignFile>[2]> & { readonly pace?: number } = {},
): (sundial: (...words: string[]) => Promise<Said>, folder: string) => Promise<void> {
  return async (sundial, folder) => {
    await sundial('account', 'add', '--practice', ...(more.pace === undefined ? [] : ['--pace', String(more.pace)]));
    await sundial('tokens', 'sync');
    await sundial('campaign', 'add', campaignFile(folder, name, more));
  };
}
