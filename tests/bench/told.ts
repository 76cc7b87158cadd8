/** How soon one page says what happens at the other, and how soon a page that was loaded again is back in the conversation. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { type RoughTalk, startRoughGround, talkOver } from '../browser/support/rough-talk.ts';
import { saidAfter } from '../browser/support/sentence-watch.ts';
import { beginSoundWatch, silence } from '../browser/support/sound-watch.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

/** Minutes of faults, so it is asked for by name: `npm run bench -- told`. */
export const onlyByName = true;

const runs = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 10);
const name = 'Tilda Takt';
const giveUpMs = 30_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const end = Date.now() + giveUpMs; Date.now() < end; await pause(25)) {
    const found = await find().catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Stops or continues every page of a browser, as a crash or a lid does: its network stays open and carries nothing. */
async function signalPages(browser: Browser, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, signal);
  await session.detach();
}

/** The guest does it, the advisor reads `sentence`. */
interface Fault {
  name: string;
  sentence: RegExp;
  begin: (talk: RoughTalk) => Promise<void>;
  end: (talk: RoughTalk) => Promise<void>;
}

function faultsOf(guests: Browser): Fault[] {
  const key = ({ guest }: RoughTalk, label: string) => guest.page.getByRole('button', { name: label }).first();
  const microphone = (talk: RoughTalk) => key(talk, talk.guest.words.call.microphone).click();
  return [
    { name: 'microphone off', sentence: /hat das Mikrofon ausgeschaltet/, begin: microphone, end: microphone },
    {
      name: 'hanging up',
      sentence: /legt gerade auf/,
      begin: (talk) => key(talk, talk.guest.words.call.leave).click(),
      end: (talk) => key(talk, talk.guest.words.call.hangUp.undo).click(),
    },
    {
      name: 'page stands still',
      sentence: /kommt gerade nichts|unterbrochen|kurz weg/,
      begin: () => signalPages(guests, 'SIGSTOP'),
      end: () => signalPages(guests, 'SIGCONT'),
    },
  ];
}

/** Nothing is wrong any more, and has not been for a moment. */
async function settle({ pages }: RoughTalk): Promise<void> {
  const isWell = async (page: Page) =>
    (await silence(page)).nowMs < 500 && (await page.locator('.call-advice').textContent()) === '';
  await until(async () => ((await Promise.all(pages.map(isWell))).every(Boolean) ? true : undefined));
  await pause(2_500);
}

async function toldOf(talk: RoughTalk, { begin, end, sentence }: Fault): Promise<number> {
  await settle(talk);
  const at = Date.now();
  await begin(talk);
  const ms = await until(() => saidAfter(talk.advisor.page, at, sentence));
  await end(talk);
  return ms ?? giveUpMs;
}

/** The stage shows a picture that goes on. */
const hasPicture = (page: Page): Promise<true | undefined> =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('video.remote');
    return video && video.videoWidth > 0 && video.currentTime > 0 ? true : undefined;
  });

interface Return {
  /** From the reload to a picture here and sound there; nobody taps anything. */
  backMs: number;
  toldMs: number;
}

async function loadAgain(talk: RoughTalk, who: 'guest' | 'advisor'): Promise<Return> {
  await settle(talk);
  const { page } = talk[who];
  const other = talk[who === 'guest' ? 'advisor' : 'guest'].page;
  await beginSoundWatch(other);
  const at = Date.now();
  await page.reload({ waitUntil: 'commit' });
  const seenMs = (await until(() => hasPicture(page))) ? Date.now() - at : giveUpMs;
  const heard = await until(async () => {
    const { longestMs, nowMs } = await silence(other);
    return longestMs > 200 && nowMs < 300 ? longestMs : undefined;
  });
  const toldMs = await saidAfter(other, at, /kurz weg|unterbrochen|kommt gerade nichts/);
  return { backMs: Math.max(seenMs, heard ?? giveUpMs), toldMs: toldMs ?? giveUpMs };
}

function figure(what: string, found: number[], atMost: number): Measurement[] {
  return [
    { name: `${what}, 90th percentile of ${found.length}`, value: percentile(found, 0.9), unit: 'ms', atMost },
    { name: `${what}, median`, value: percentile(found, 0.5), unit: 'ms' },
  ];
}

/** A Chromium for each side, so that one of them can stand still; needs root and a network of its own. */
export const run: Run = async () => {
  const launch = () => chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const [browser, guests] = [await launch(), await launch()];
  const ground = await startRoughGround(browser);
  try {
    const talk = await talkOver(ground, browser, name, { guests });
    const figures: Measurement[] = [];
    for (const fault of faultsOf(guests)) {
      const found: number[] = [];
      while (found.length < runs) found.push(await toldOf(talk, fault));
      figures.push(...figure(`${fault.name}: the other is told`, found, 2_000));
    }
    for (const who of ['guest', 'advisor'] as const) {
      const found: Return[] = [];
      while (found.length < runs) found.push(await loadAgain(talk, who));
      const each = (one: keyof Return) => found.map((times) => times[one]);
      figures.push(...figure(`${who} reloads: the other is told`, each('toldMs'), 2_000));
      figures.push(...figure(`${who} reloads: seen and heard again`, each('backMs'), 3_000));
    }
    return figures;
  } finally {
    await guests.close();
    await browser.close();
    await ground.close();
  }
};
