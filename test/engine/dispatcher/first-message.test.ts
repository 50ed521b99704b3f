import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { Store } from '#engine/store/store.ts';
import { HOUR } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';

/** The store of a world whose second claim and later ones are slow: before each, what is given happens and its answers arrive. */
function withSlowClaims(store: Store, meanwhile: () => void): Store {
  let claims = 0;
  return {
    ...store,
    write: async (name: never, args: never, options: never) => {
      if (name === 'claim.group' && ++claims > 1) {
        meanwhile();
        await setImmediate();
      }
      return store.write(name, args, options);
    },
  };
}

test('a first message that is answered while another claim is under way opens its campaign at once', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addUntriedCampaign(), 20);
  world.addDeliveries(world.addCampaign({ name: 'Later' }), 1, { dueAt: addMs(FRIDAY_10_ROME, HOUR) });
  const first = Promise.withResolvers<PostScript>();
  world.platform.onPost = (_, index) => (index === 0 ? { kind: 'hold', until: first.promise } : { kind: 'accept' });
  const store = withSlowClaims(world.store, () => first.resolve({ kind: 'accept' }));
  const dispatcher = new Dispatcher({ ...world.parts, store });
  await dispatcher.start();
  await world.pass(5_000);
  expect(world.states()).toEqual({ scheduled: 1, sent: 20 });
  await dispatcher.stop();
});
