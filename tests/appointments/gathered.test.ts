/** What is asked for again and again is done once for all of it. */
import { manualClock } from '@visavis/runtime';
import { expect, it } from 'vitest';
import { gathered } from '../../services/appointments/gathered.ts';

it('does the first at once, the next ones together when the time is over, and nothing once it is closed', () => {
  const clock = manualClock();
  let done = 0;
  const work = gathered(clock, 1_500, () => void done++);
  const ask = (times: number) => Array.from({ length: times }, work.ask);
  ask(1);
  expect(done).toBe(1);
  clock.advance(500);
  ask(10);
  clock.advance(999);
  expect(done).toBe(1);
  clock.advance(1);
  expect(done).toBe(2);
  clock.advance(1_500);
  expect(done).toBe(2);
  ask(2);
  expect(done).toBe(3);
  work.close();
  clock.advance(10_000);
  expect(done).toBe(3);
});
