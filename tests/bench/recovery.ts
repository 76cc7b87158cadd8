/** How soon sound is back when UDP is cut in the middle of a conversation, and when the device gets another address; and how soon both read of it. */
import { chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { received } from '../browser/support/evidence.ts';
import { changeAddress, cutUdp } from '../browser/support/rough-network.ts';
import { type RoughTalk, startRoughGround, talkOver } from '../browser/support/rough-talk.ts';
import { saidAfter } from '../browser/support/sentence-watch.ts';
import { beginSoundWatch, silence } from '../browser/support/sound-watch.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

/** Minutes of faults, so it is asked for by name: `npm run bench -- recovery`. */
export const onlyByName = true;

const runs = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 30);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const giveUpMs = 60_000;
/** A silence that is over for so long is over; a fault that leads to none within `noneMs` was mended before it was heard. */
const settledMs = 800;
const noneMs = 10_000;

/** The sentences of a page to which nothing comes, or whose line is being mended. */
const cutOff = /kommt gerade nichts|unterbrochen|kurz weg|nicht mit dem Internet verbunden/;

interface Outcome {
  /** The longer silence of both pages; undefined when sound did not come back to one of them. */
  silenceMs: number | undefined;
  /** From the first lost sound to the sentence, in the later of both pages; undefined when nothing was lost that has to be told. */
  toldMs: number | undefined;
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + giveUpMs; Date.now() < end; await pause(200)) if (await holds()) return true;
  return false;
}

/** What `fault` does to both pages. */
async function outcomeOf({ pages }: RoughTalk, fault: () => void): Promise<Outcome> {
  for (const page of pages) await beginSoundWatch(page);
  const at = Date.now();
  fault();
  const isOver = async () => {
    const found = await Promise.all(pages.map(silence));
    const isQuick = Date.now() - at > noneMs;
    return found.every(({ longestMs, nowMs }) => (isQuick || longestMs > settledMs) && nowMs < settledMs);
  };
  const isBack = await until(isOver);
  const silences = await Promise.all(pages.map(silence));
  const told: number[] = [];
  for (const [index, page] of pages.entries()) {
    const { longestMs: quietMs = 0, longestFrom = at } = silences[index] ?? {};
    const saidMs = await saidAfter(page, at, cutOff);
    // Nobody has to be told of what is over before two seconds are.
    if (quietMs > 2_000 || (saidMs !== undefined && quietMs > settledMs))
      told.push(Math.max(0, (saidMs ?? giveUpMs) - (longestFrom - at)));
  }
  const silenceMs = isBack ? Math.max(...silences.map(({ longestMs }) => longestMs)) : undefined;
  return { silenceMs, toldMs: told.length > 0 ? Math.max(...told) : undefined };
}

/** Looks for new paths, as after a change of network, until both have a direct one again and it has flowed for a while. */
async function findDirectWay({ pages }: RoughTalk): Promise<void> {
  await until(async () => {
    const paths = await Promise.all(pages.map(received));
    if (paths.every(({ localCandidate }) => localCandidate !== 'relay' && localCandidate !== '')) return true;
    await pages[0].evaluate(() => dispatchEvent(new Event('online')));
    await pause(2_000);
    return false;
  });
  await pause(3_000);
}

const figures = (name: string, found: Outcome[]): Measurement[] => {
  const back = found.flatMap(({ silenceMs }) => silenceMs ?? []);
  const told = found.flatMap(({ toldMs }) => toldMs ?? []);
  const value = (list: number[], share: number) => ({ value: percentile(list, share), unit: 'ms' });
  return [
    { name: `${name}: sound back, 90th percentile of ${found.length}`, ...value(back, 0.9), atMost: 5_000 },
    { name: `${name}: sound back, median`, ...value(back, 0.5) },
    { name: `${name}: conversations lost`, value: found.length - back.length, unit: 'count', atMost: 0 },
    { name: `${name}: both were told, 90th percentile of ${told.length}`, ...value(told, 0.9), atMost: 2_000 },
    { name: `${name}: both were told, median`, ...value(told, 0.5) },
  ];
};

async function cutAgainAndAgain(talk: RoughTalk): Promise<Outcome[]> {
  const found: Outcome[] = [];
  while (found.length < runs) {
    await findDirectWay(talk);
    const undo: (() => void)[] = [];
    found.push(await outcomeOf(talk, () => void undo.push(cutUdp())));
    for (const giveBack of undo) giveBack();
  }
  return found;
}

async function moveAgainAndAgain(talk: RoughTalk): Promise<Outcome[]> {
  const found: Outcome[] = [];
  await findDirectWay(talk);
  let moveBack: (() => void) | undefined;
  while (found.length < runs) {
    const fault = () => {
      const back = moveBack;
      moveBack = back === undefined ? changeAddress() : undefined;
      back?.();
    };
    found.push(await outcomeOf(talk, fault));
    await pause(4_000);
  }
  moveBack?.();
  return found;
}

/** Two Chromiums with made-up devices, one conversation; needs root and a network of its own. */
export const run: Run = async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const ground = await startRoughGround(browser);
  try {
    const talk = await talkOver(ground, browser, 'Berta Bank');
    const cut = await cutAgainAndAgain(talk);
    return [...figures('UDP cut', cut), ...figures('address changed', await moveAgainAndAgain(talk))];
  } finally {
    await browser.close();
    await ground.close();
  }
};
