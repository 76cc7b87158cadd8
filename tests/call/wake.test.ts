/** What makes waiting pointless is told, and what only looks like it is not. */
import { expect, it } from 'vitest';
import { watchNetwork, watchSleep } from '../../clients/call/wake.ts';
import { manualClock } from '../../services/runtime/clock.ts';

it('tells that the device slept, and nothing of a timer that is a little late', () => {
  let now = 0;
  let woke = 0;
  let tick = () => {};
  const clock = {
    ...manualClock(),
    now: () => now,
    every: (_ms: number, task: () => void) => {
      tick = task;
      return () => {};
    },
  };
  watchSleep(clock, () => woke++);
  for (const gapMs of [2_000, 2_100, 6_000]) {
    now += gapMs;
    tick();
  }
  expect(woke).toBe(0);
  now += 600_000;
  tick();
  now += 2_000;
  tick();
  expect(woke).toBe(1);
});

it('tells another kind of network, and no new guess of its speed', () => {
  const connection = Object.assign(new EventTarget(), { type: 'wifi' as string | undefined });
  let changes = 0;
  const stop = new AbortController();
  watchNetwork(connection, () => changes++, stop.signal);
  const tell = (type: string | undefined) => {
    connection.type = type;
    connection.dispatchEvent(new Event('change'));
  };
  tell('wifi');
  expect(changes).toBe(0);
  tell('cellular');
  expect(changes).toBe(1);
  stop.abort();
  tell('wifi');
  expect(changes).toBe(1);
});
