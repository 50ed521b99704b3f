import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '#engine/rehearsal/virtual-clock.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

const start = epochMs(1_800_000_000_000);
const awake = (): EpochMs | null => null;
const settle = (): Promise<void> => setImmediate();
const forever = epochMs(start + 1_000 * HOUR);

describe('a virtual clock', () => {
  test('jumps over a night of waiting at once and wakes everyone in order of time', async () => {
    const clock = createVirtualClock({ from: start, settle, asleepUntil: awake });
    const woken: (readonly [string, number])[] = [];
    const wait = async (name: string, durationMs: number): Promise<void> => {
      await clock.sleep(durationMs, new AbortController().signal);
      woken.push([name, clock.now() - start]);
    };
    const all = [wait('late', 9 * HOUR), wait('soon', MINUTE), wait('soon too', MINUTE)];
    await clock.run({ done: () => woken.length === 3, until: forever });
    await Promise.all(all);
    expect(woken).toEqual([
      ['soon', MINUTE],
      ['soon too', MINUTE],
      ['late', 9 * HOUR],
    ]);
  });

  test('stands still while there is work that waits for no time', async () => {
    const clock = createVirtualClock({ from: start, settle, asleepUntil: awake });
    let steps = 0;
    const work = async (): Promise<void> => {
      for (; steps < 50; steps++) await Promise.resolve();
      expect(clock.now()).toBe(start);
      await clock.sleep(MINUTE, new AbortController().signal);
    };
    const working = work();
    await clock.run({ done: () => clock.now() > start, until: forever });
    await working;
    expect(steps).toBe(50);
  });

  test('stops at its limit when nothing wakes before it', async () => {
    const clock = createVirtualClock({ from: start, settle, asleepUntil: awake });
    void clock.sleep(2 * HOUR, new AbortController().signal);
    expect(await clock.run({ done: () => false, until: epochMs(start + HOUR) })).toBe(false);
    expect(clock.now()).toBe(start + HOUR);
  });

  test('wakes who gives up waiting without moving time', async () => {
    const clock = createVirtualClock({ from: start, settle, asleepUntil: awake });
    const given = new AbortController();
    const waiting = clock.sleep(HOUR, given.signal);
    given.abort();
    await waiting;
    expect(clock.now()).toBe(start);
  });

  test('a computer that sleeps from 22 to 7 wakes at 7, however short the wait was', async () => {
    const night = { from: epochMs(start + 2 * HOUR), to: epochMs(start + 11 * HOUR) };
    const clock = createVirtualClock({
      from: start,
      settle,
      asleepUntil: (at) => (night.from <= at && at < night.to ? night.to : null),
    });
    let wokenAt = 0;
    const waiting = clock.sleep(2 * HOUR + MINUTE, new AbortController().signal).then(() => {
      wokenAt = clock.now();
    });
    await clock.run({ done: () => wokenAt > 0, until: forever });
    await waiting;
    expect(wokenAt).toBe(start + 11 * HOUR);
  });
});
