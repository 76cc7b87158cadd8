/** simple-peer itself still does what its own tests ask, on our small stand-ins for its Node modules. */
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    simplePeer: { titles: string[]; run(title: string): Promise<void> };
  }
}

test('simple-peer passes its basic, negotiation and trickle scenarios on our stand-ins', { tag: '@firefox' }, async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/simple-peer.html`);
  // Afterwards the page may use plain addresses, as in a call.
  await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
  const titles = await page.evaluate(() => window.simplePeer.titles);
  expect(titles).toHaveLength(17);
  for (const title of titles) {
    await test.step(title, () => page.evaluate((scenario) => window.simplePeer.run(scenario), title));
  }
});
