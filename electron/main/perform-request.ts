import { assertNever } from '#shared/lang/assert-never.ts';
import type { EngineRequest } from './engine/engine-messages.ts';
import type { KeyVault } from './key-vault.ts';
import type { PracticeProcess } from './practice-process.ts';

/** Does for the engine what only main can: keychain and processes. One after the other, in the order they were asked. */
export function createPerform(
  vault: KeyVault,
  practice: PracticeProcess,
): (request: EngineRequest) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    if (request.verb === 'practice') return practice.running(request.callback ?? null); // takes long, and has nothing to do with keys
    const next = last.then(() => performKey(request, vault));
    last = next.catch(() => undefined); // whoever asked is told
    return next;
  };
}

async function performKey(request: Exclude<EngineRequest, { verb: 'practice' }>, vault: KeyVault): Promise<unknown> {
  switch (request.verb) {
    case 'describeKeys':
      return vault.place();
    case 'getKey':
      return vault.get(request.account);
    case 'placeOfKey':
      return vault.placeOf(request.account);
    case 'putKey':
      await vault.put(request.account, request.accessToken);
      return null;
    case 'removeKey':
      await vault.remove(request.account);
      return null;
    case 'acceptPlainText':
      vault.acceptPlainText();
      return null;
    default:
      return assertNever(request, 'request of the engine');
  }
}
