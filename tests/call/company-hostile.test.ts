/** A pod that invents a companion: no question asked, no word and no sound without the companion's own link. */
import { expect, it } from 'vitest';
import { comesByLink, fromSecond, invited, standings, threeTalking } from './company-room.ts';
import { inOpenRoom } from './open-room.ts';
import { compareWords, received, secret, talking } from './world.ts';

it('gets no question asked, no word and no sound without the companion’s own link', async () => {
  const { advisor, guest, pass, join } = await talking();
  advisor.call.expectCompanion(invited);
  const liar = comesByLink({ join }, secret);
  liar.call.start();
  await pass(5_000, 100);
  expect(standings(advisor, guest)).toEqual([undefined, undefined]);
  expect(liar.call.view).toMatchObject({ phase: 'together', peer: { name: undefined, ready: false } });
  expect(advisor.call.view.details.dropped).toBeGreaterThan(0);
});

it('gets nothing when it puts another page into the seat after both agreed', async () => {
  const { advisor, guest, companion, pass, join } = await threeTalking();
  companion.leavePage();
  const liar = comesByLink({ join }, secret);
  liar.call.start();
  await pass(5_000, 100);
  expect([advisor, guest].flatMap(fromSecond)).not.toContain(true);
  expect(received(liar)).toEqual([]);
});

it('lets nobody in who came without the secret, and says so on their page', async () => {
  const { advisor, guest, pass, join } = await talking();
  advisor.call.expectCompanion(invited);
  const plain = join('companion', { sealed: false });
  await pass(2_000);
  expect(plain.call.view).toMatchObject({ phase: 'refused', second: { standing: 'refused' } });
  expect(plain.call.view.second?.refusedBy).toBeUndefined();
  expect(standings(advisor, guest)).toEqual([undefined, undefined]);
});

it('has nobody introduced over a line that no link seals', async () => {
  const { advisor, guest, pass, join } = await inOpenRoom();
  compareWords(advisor, guest);
  advisor.call.expectCompanion(invited);
  comesByLink({ join });
  await pass(1_000);
  advisor.call.answerCompanion(true);
  await pass(1_000);
  expect(standings(advisor, guest)).toEqual(['asked', undefined]);
});
