/** Three calls in memory: nothing goes to or from a companion before both others have agreed, and nothing after one of them no longer does. */
import { expect, it } from 'vitest';
import { asking, fromSecond, standings, threeTalking } from './company-room.ts';
import { phases, received } from './world.ts';

it('asks the advisor, then the guest, and sends nothing anywhere before both have agreed', async () => {
  const { advisor, guest, companion, pass } = await asking();
  expect(standings(advisor, guest, companion)).toEqual(['asking', undefined, 'asked']);
  expect(advisor.call.view.second).toMatchObject({ seat: 'companion', name: 'Deniz Yilmaz', kind: 'interpreter' });
  expect(companion.call.view).toMatchObject({ phase: 'together', second: { seat: 'guest', kind: 'interpreter' } });
  advisor.call.answerCompanion(true);
  await pass(500);
  expect(standings(advisor, guest, companion)).toEqual(['asked', 'asking', 'asked']);
  expect(guest.call.view.second).toMatchObject({ name: 'Deniz Yilmaz', kind: 'interpreter', present: true });
  expect([advisor, guest, companion].map(fromSecond)).toEqual([[], [], []]);
  expect(received(companion)).toEqual([false, false]);
});

it('lets all three see and hear each other once both have agreed', async () => {
  const { advisor, guest, companion } = await threeTalking();
  expect(standings(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  expect(phases(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  expect([advisor, guest, companion].map(received)).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect([advisor, guest, companion].map(fromSecond)).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect(companion.call.view.second).toMatchObject({ seat: 'guest', name: 'guest name' });
  expect([advisor, guest, companion].map(({ call }) => call.view.details.dropped)).toEqual([0, 0, 0]);
});
