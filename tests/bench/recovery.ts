/** How soon sound is back when UDP is cut in the middle of a conversation, and when the device gets another address. */
import { chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { received } from '../browser/support/evidence.ts';
import { changeAddress, cutUdp } from '../browser/support/rough-network.ts';
import { type RoughTalk, startRoughGround, talkOver } from '../browser/support/rough-talk.ts';
import { beginSoundWatch, silence } from '../browser/support/sound-watch.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';

/** Minutes of faults, so it is asked for by name: `npm run bench -- recovery`. */
export const onlyByName = true;

const runs = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 30);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const giveUpMs = 60_000;
/** A silence that is over for so long is over. */
const settledMs = 800;

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + giveUpMs; Date.now() < end; await pause(200)) if (await holds()) return true;
  return false;
}

/** The longest silence of both pages after `fault`; undefined when sound did not come back to one of them. */
async function silenceAfter({ pages }: RoughTalk, fault: () => void): Promise<number | undefined> {
  for (const page of pages) await beginSoundWatch(page);
  fault();
  const isOver = async () => {
    const found = await Promise.all(pages.map(silence));
    return found.every(({ longestMs, nowMs }) => longestMs > settledMs && nowMs < settledMs);
  };
  if (!(await until(isOver))) return undefined;
  return Math.max(...(await Promise.all(pages.map(async (page) => (await silence(page)).longestMs))));
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

const figures = (name: string, found: (number | undefined)[]): Measurement[] => {
  const back = found.filter((ms) => ms !== undefined);
  return [
    {
      name: `${name}: sound back, 90th percentile of ${found.length}`,
      value: percentile(back, 0.9),
      unit: 'ms',
      atMost: 5_000,
    },
    { name: `${name}: sound back, median`, value: percentile(back, 0.5), unit: 'ms' },
    { name: `${name}: conversations lost`, value: found.length - back.length, unit: 'count', atMost: 0 },
  ];
};

/** Two Chromiums with made-up devices, one conversation; needs root and a network of its own. */
export const run: Run = async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const ground = await startRoughGround(browser);
  try {
    const talk = await talkOver(ground, browser, 'Berta Bank');
    const cut: (number | undefined)[] = [];
    const moved: (number | undefined)[] = [];
    while (cut.length < runs) {
      await findDirectWay(talk);
      const undo: (() => void)[] = [];
      cut.push(await silenceAfter(talk, () => void undo.push(cutUdp())));
      for (const giveBack of undo) giveBack();
    }
    await findDirectWay(talk);
    let moveBack = () => {};
    let isAway = false;
    while (moved.length < runs) {
      const fault = () => {
        if (isAway) moveBack();
        else moveBack = changeAddress();
        isAway = !isAway;
      };
      moved.push(await silenceAfter(talk, fault));
      await pause(4_000);
    }
    if (isAway) moveBack();
    return [...figures('UDP cut', cut), ...figures('address changed', moved)];
  } finally {
    await browser.close();
    await ground.close();
  }
};
