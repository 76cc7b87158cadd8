/** When no direct way is allowed: the conversation runs over a real relay, by UDP, TCP and TLS. */
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { openDay, startTalking } from './support/advisor.ts';
import { calmArguments, chromiumPath } from './support/browsers.ts';
import { expectFaceToFace, received } from './support/evidence.ts';
import { click, guestOn, passDoor } from './support/guest.ts';
import { outerAddress } from './support/outer-address.ts';
import { watchedContext } from './support/people.ts';
import { startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

let relay: Coturn;
test.beforeAll(async () => {
  relay = await startCoturn({ address: outerAddress() });
});
test.afterAll(() => relay.close());

for (const way of ['udp', 'tcp', 'tls'] as const) {
  test(`carries the conversation over ${way} when the appointment allows the relay only`, async ({ playwright }) => {
    test.setTimeout(360_000);
    const args = [...calmArguments, `--ignore-certificate-errors-spki-list=${relay.spkiHash}`];
    const browser = await playwright.chromium.launch({ executablePath: chromiumPath, args });
    const system = await startSystem(browser, { TURN_URLS: relay.urls[way], TURN_SECRET: relay.secret });
    try {
      const name = 'Rolf Relais Sonnenschein';
      const { joinLink } = await system.create({ relayOnly: true, guest: { name, email: 'rolf@example.org' } });
      const [one, two] = [await watchedContext(browser), await watchedContext(browser)];
      const guest = guestOn(await one.context.newPage());
      await guest.page.goto(joinLink);
      await passDoor(guest);
      await click(guest.page, guest.words.permission.submit);
      await click(guest.page, guest.words.check.skip);
      const advisor = await openDay(two.context, system);
      await startTalking(advisor, name);
      await click(guest.page, guest.words.waiting.start);
      await expectFaceToFace(guest.page, advisor.page);
      for (const page of [guest.page, advisor.page]) {
        await expect.poll(() => received(page)).toMatchObject({ localCandidate: 'relay', relayProtocol: way });
      }
    } finally {
      await browser.close();
      await system.process.remove();
    }
  });
}
