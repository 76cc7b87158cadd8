/** Whether a conversation stays on a bad line: loss, delay, little room; and what becomes of its sound and picture there. */
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../browser/support/browsers.ts';
import { loseUdp, narrow } from '../browser/support/rough-network.ts';
import { type RoughTalk, startRoughGround, talkOver } from '../browser/support/rough-talk.ts';
import { beginSoundWatch, silence } from '../browser/support/sound-watch.ts';
import type { Measurement, Run } from './measurement.ts';

/** Minutes of trouble, so it is asked for by name: `npm run bench -- weak-lines`. */
export const onlyByName = true;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const lastsMs = 25_000;
/** 300 ms there and back through the relay, which both browsers stand before. */
const delayMs = 75;

interface Heard {
  samples: number;
  concealed: number;
  pictures: number;
  height: number;
}

const heardAt = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    const peer = window.testPeers?.findLast(({ connectionState }) => connectionState === 'connected');
    const heard = { samples: 0, concealed: 0, pictures: 0, height: 0 };
    for (const entry of (await peer?.getStats())?.values() ?? []) {
      if (entry.type !== 'inbound-rtp') continue;
      if (entry.kind === 'audio') {
        heard.samples = entry.totalSamplesReceived ?? 0;
        heard.concealed = (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0);
      } else if (entry.framesDecoded > heard.pictures) {
        heard.pictures = entry.framesDecoded;
        heard.height = entry.frameHeight ?? 0;
      }
    }
    return heard;
  });

/** The worse of both pages while `trouble` lasts. */
async function endure(name: string, { pages }: RoughTalk, trouble: () => () => void): Promise<Measurement[]> {
  const stop = trouble();
  // What a line was before is forgotten in the first seconds.
  await pause(8_000);
  const before = await Promise.all(pages.map(heardAt));
  for (const page of pages) await beginSoundWatch(page);
  await pause(lastsMs);
  const after = await Promise.all(pages.map(heardAt));
  const found = await Promise.all(pages.map(silence));
  stop();
  const each = after.map((now, index) => {
    const then = before[index] ?? now;
    const isSame = now.samples > then.samples;
    return {
      concealed: isSame ? (now.concealed - then.concealed) / (now.samples - then.samples) : 1,
      perSecond: ((now.pictures - then.pictures) * 1_000) / lastsMs,
      height: now.height,
    };
  });
  const isHeld = found.every(({ nowMs }) => nowMs < 2_000) && each.every(({ concealed }) => concealed < 1);
  return [
    { name: `${name}: conversation held`, value: isHeld ? 1 : 0, unit: 'of 1', atLeast: 1 },
    { name: `${name}: longest silence`, value: Math.max(...found.map(({ longestMs }) => longestMs)), unit: 'ms' },
    { name: `${name}: sound invented`, value: Math.max(...each.map(({ concealed }) => concealed)), unit: 'share' },
    { name: `${name}: pictures`, value: Math.min(...each.map(({ perSecond }) => perSecond)), unit: '1/s' },
    { name: `${name}: height of the picture`, value: Math.min(...each.map(({ height }) => height)), unit: 'px' },
  ];
}

/** Two Chromiums with made-up devices; needs root and a network of its own. */
export const run: Run = async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const ground = await startRoughGround(browser, { delayMs });
  try {
    const near = await talkOver(ground, browser, 'Nora Nah');
    const found = [
      ...(await endure('5 % loss', near, () => loseUdp(0.05))),
      ...(await endure('20 % loss', near, () => loseUdp(0.2))),
      // Both directions share loopback.
      ...(await endure('200 kbit/s', near, () => narrow(400))),
    ];
    await near.close();
    const far = await talkOver(ground, browser, 'Fanny Fern', { relayOnly: true });
    return [...found, ...(await endure('300 ms', far, () => () => undefined))];
  } finally {
    await browser.close();
    await ground.close();
  }
};
