/** When no direct way is allowed: the conversation runs over a real relay with the product's own deny list, by UDP, TCP and TLS. */
import type { Browser, BrowserContext } from '@playwright/test';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { openDay, startTalking } from './support/advisor.ts';
import { calmArguments, chromiumPath } from './support/browsers.ts';
import { expectFaceToFace, received } from './support/evidence.ts';
import { click, guestOn, passDoor } from './support/guest.ts';
import { outerAddress } from './support/outer-address.ts';
import { watchedContext } from './support/people.ts';
import { type System, startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

let relay: Coturn;
let browser: Browser;
let system: System;
test.beforeAll(async ({ playwright }) => {
  relay = await startCoturn({ address: outerAddress(), allowLoopbackPeers: false });
  const args = [...calmArguments, `--ignore-certificate-errors-spki-list=${relay.spkiHash}`];
  browser = await playwright.chromium.launch({ executablePath: chromiumPath, args });
  const { udp, tcp, tls } = relay.urls;
  system = await startSystem(browser, { TURN_URLS: `${udp},${tcp},${tls}`, TURN_SECRET: relay.secret });
});
test.afterAll(async () => {
  await browser?.close();
  await system?.process.remove();
  await relay?.close();
});

/** Pages of the context know the relay at this address only, as if nothing else got through; what they may do is theirs to say. */
async function holdTo(context: BrowserContext, address: string): Promise<void> {
  await context.addInitScript((only) => {
    const narrow = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
      ...configuration,
      iceServers: (configuration.iceServers ?? [])
        .map((server) => ({ ...server, urls: [server.urls].flat().filter((url) => url === only) }))
        .filter(({ urls }) => urls.length > 0),
    });
    const Real = window.RTCPeerConnection;
    const { setConfiguration } = Real.prototype;
    Real.prototype.setConfiguration = function (this: RTCPeerConnection, configuration) {
      setConfiguration.call(this, narrow(configuration));
    };
    window.RTCPeerConnection = new Proxy(Real, {
      construct: (target, [configuration, ...rest], newTarget) =>
        Reflect.construct(target, [narrow(configuration), ...rest], newTarget),
    });
  }, address);
}

for (const way of ['udp', 'tcp', 'tls'] as const) {
  test(`carries the conversation over ${way} when the appointment allows the relay only`, async () => {
    test.setTimeout(360_000);
    const name = `Rolf Relais Sonnenschein ${way}`;
    const { joinLink } = await system.create({ relayOnly: true, guest: { name, email: 'rolf@example.org' } });
    const people = [await watchedContext(browser), await watchedContext(browser)] as const;
    for (const { context } of people) await holdTo(context, relay.urls[way]);
    const [one, two] = people;
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
    for (const { context } of people) await context.close();
  });
}
