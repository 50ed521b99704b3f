import { expect, it } from 'vitest';
import { EngineSupervisor } from '#desktop/engine-supervisor.ts';
import { StandInUtilityProcess } from '#test/support/electron-stand-in/utility-process.ts';

/** A program that ends at once, as an engine that cannot even start would. */
const ENDS_AT_ONCE = 'data:text/javascript,process.exit(3)';

it('an engine that ends again and again is given up after five starts, and begins anew when a person says so', async () => {
  const waits: number[] = [];
  let starts = 0;
  let gaveUp: ((crashes: number) => void) | null = null;
  const nothing = (): void => undefined;
  const supervisor = new EngineSupervisor({
    fork: () => {
      starts += 1;
      return new StandInUtilityProcess(ENDS_AT_ONCE, [], { stdio: ['ignore', 'ignore', 'ignore'] }) as never; // as far as it is used
    },
    startMessage: () => ({ kind: 'start', folder: '/nowhere', machineZone: null }),
    perform: () => Promise.resolve(null),
    pause: (durationMs) => Promise.resolve(void waits.push(durationMs)),
    monotonicMs: () => 0,
    told: {
      ready: nothing,
      failed: nothing,
      lost: nothing,
      noted: nothing,
      outlook: nothing,
      notice: nothing,
      gaveUp: (crashes) => gaveUp?.(crashes),
    },
  });
  const givenUp = (): Promise<number> =>
    new Promise((resolve) => {
      gaveUp = resolve;
    });

  const first = givenUp();
  supervisor.start();
  expect(await first).toBe(5);
  expect(waits).toEqual([0, 500, 2_000, 5_000]);
  expect(starts).toBe(5);

  const again = givenUp();
  await supervisor.restart();
  expect(await again).toBe(5);
  await supervisor.stop();
});
