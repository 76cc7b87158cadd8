/** A page that goes away gives its seat back while it still can: nothing of it runs a moment later. */
import { expect, it } from 'vitest';
import { together } from './world.ts';

it('says goodbye to the pod at once, also when the page has closed the call first', async () => {
  const { guest, advisor, pass } = await together();
  guest.call.close();
  expect(guest.call.view.signalling).toBe('open');
  guest.leavePage();
  expect(guest.call.view.signalling).toBe('closed');
  await pass(200);
  expect(advisor.call.view.peer?.present ?? false).toBe(false);
});

it('lets the goodbye travel where the page stays', async () => {
  const { guest, pass } = await together();
  guest.call.close();
  await pass(300);
  expect(guest.call.view.signalling).toBe('closed');
});
