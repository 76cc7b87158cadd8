/** Two people face to face whose sound is watched, over a product whose relay outlives what is done to the network. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type Coturn, startCoturn } from '../../support/coturn.ts';
import { openLateUdp } from '../../support/late-udp.ts';
import { type Advisor, openDay, startTalking } from './advisor.ts';
import { expectFaceToFace } from './evidence.ts';
import { click, type Guest, guestOn, passDoor } from './guest.ts';
import { watchedContext } from './people.ts';
import { layRelayAddress } from './rough-network.ts';
import { watchSentences } from './sentence-watch.ts';
import { watchSound } from './sound-watch.ts';
import { type System, startSystem, type Wish } from './system.ts';

export interface RoughGround {
  system: System;
  close(): Promise<void>;
}

/** The product with a relay by UDP and TCP; with `delayMs`, UDP to the relay takes so long, each way. */
export async function startRoughGround(browser: Browser, { delayMs = 0 } = {}): Promise<RoughGround> {
  const relay: Coturn = await startCoturn({ address: layRelayAddress() });
  const late = delayMs > 0 ? await openLateUdp(relay.address, relay.port, delayMs) : undefined;
  const udp = late ? `turn:${relay.address}:${late.port}?transport=udp` : relay.urls.udp;
  const urls = late ? udp : [udp, relay.urls.tcp].join(',');
  const system = await startSystem(browser, { TURN_URLS: urls, TURN_SECRET: relay.secret });
  return {
    system,
    close: async () => {
      await system.process.remove();
      late?.close();
      await relay.close();
    },
  };
}

export interface RoughTalk {
  joinLink: string;
  guest: Guest;
  advisor: Advisor;
  pages: [guest: Page, advisor: Page];
  close(): Promise<void>;
}

/** `guests`: another browser for the guest; `watch` looks at the pages of both from their beginning. */
interface How {
  guests?: Browser;
  watch?: (context: BrowserContext) => Promise<void>;
}

/** From the invitation to both seeing and hearing each other. */
export async function talkOver(
  { system }: RoughGround,
  browser: Browser,
  name: string,
  { guests = browser, watch, ...wish }: Pick<Wish, 'relayOnly'> & How = {},
): Promise<RoughTalk> {
  const guestOf = { guest: { name, email: 'ursel@example.org' }, durationMinutes: 60 };
  const { joinLink } = await system.create({ ...guestOf, ...wish });
  const person = async (own: Browser) => {
    const { context } = await watchedContext(own, { locale: 'de-DE' });
    await watchSound(context);
    await watchSentences(context);
    await watch?.(context);
    return context;
  };
  const [guestsOwn, advisorsOwn] = [await person(guests), await person(browser)];
  const guest = guestOn(await guestsOwn.newPage());
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await click(guest.page, guest.words.check.skip);
  const advisor = await openDay(advisorsOwn, system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const close = async () => {
    await guestsOwn.close();
    await advisorsOwn.close();
  };
  return { joinLink, guest, advisor, pages: [guest.page, advisor.page], close };
}
