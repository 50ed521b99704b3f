import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';

afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 3_600_000;

function wakeUp(afterMs: number): Promise<void> {
  return openSystemClock().sleep(afterMs, new AbortController().signal);
}

describe('the system clock', () => {
  it('sleeps in pieces of at most 30 s, so that no timer is trusted for longer', async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const asleep = openSystemClock().sleep(60 * 24 * HOUR, stop.signal);
    for (let piece = 0; piece < 300; piece++) {
      const before = Date.now();
      await vi.advanceTimersToNextTimerAsync();
      expect(Date.now() - before).toBe(30_000);
    }
    stop.abort();
    await asleep;
  });

  it('wakes within 30 s when the wall clock jumped past its end, as after a suspend', async () => {
    vi.useFakeTimers();
    let awake = false;
    void wakeUp(10 * HOUR).then(() => {
      awake = true;
    });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(awake).toBe(false);
    vi.setSystemTime(Date.now() + 11 * HOUR);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(awake).toBe(true);
  });

  it('sleeps no longer when the wall clock is set back', async () => {
    vi.useFakeTimers();
    let awake = false;
    void wakeUp(HOUR).then(() => {
      awake = true;
    });
    vi.setSystemTime(Date.now() - 24 * HOUR);
    await vi.advanceTimersByTimeAsync(HOUR - 1_000);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(awake).toBe(true);
  });

  it('wakes at once, without an error, when the signal fires or had fired', async () => {
    const stop = new AbortController();
    const asleep = openSystemClock().sleep(10 * HOUR, stop.signal);
    stop.abort();
    expect(await asleep).toBeUndefined();
    await openSystemClock().sleep(10 * HOUR, stop.signal);
    await openSystemClock().sleep(-1, new AbortController().signal);
    await openSystemClock().sleep(Number.NaN, new AbortController().signal);
  });

  it('tells whole milliseconds, and a monotonic time that does not go back', () => {
    const clock = openSystemClock();
    const first = clock.monotonicMs();
    expect(Number.isInteger(clock.now())).toBe(true);
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(first);
  });
});

describe('the system’s randomness', () => {
  it('draws from [0, 1) and gives as much hex as asked', () => {
    const random = openSystemRandom();
    const draws = Array.from({ length: 10_000 }, () => random.next());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
    expect(random.hex(16)).toMatch(/^[0-9a-f]{32}$/);
  });
});
