/** Proof that two people see and hear each other: pixels that change, energy in the sound, the browser's own figures. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';

declare global {
  interface Window {
    testPeers?: RTCPeerConnection[];
  }
}

/** Remembers every connection that pages of `context` make, so that their statistics can be read. Nothing else changes. */
export async function watchPeers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    const Real = window.RTCPeerConnection;
    window.testPeers = peers;
    window.RTCPeerConnection = new Proxy(Real, {
      construct(target, args, newTarget) {
        const peer: RTCPeerConnection = Reflect.construct(target, args, newTarget);
        peers.push(peer);
        return peer;
      },
    });
  });
}

/** What one side receives, from `getStats` of its newest living connection. */
export interface Received {
  framesDecoded: number;
  audioEnergy: number;
  codec: string;
  localCandidate: string;
  relayProtocol: string;
}

/** Zeros and empty texts while there is nothing. */
export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const peers = (window.testPeers ?? []).filter(({ connectionState }) => connectionState === 'connected');
    const report = [...((await peers.at(-1)?.getStats())?.values() ?? [])];
    const byId = (id: string) => report.find((entry) => entry.id === id);
    // The face has the first section for pictures.
    const [video] = report
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
      .sort((one, other) => Number(one.mid) - Number(other.mid));
    const audio = report.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    const transport = report.find(({ type }) => type === 'transport');
    const pair =
      byId(transport?.selectedCandidatePairId) ??
      report.find(({ type, selected }) => type === 'candidate-pair' && selected);
    const local = byId(pair?.localCandidateId);
    return {
      framesDecoded: video?.framesDecoded ?? 0,
      audioEnergy: audio?.totalAudioEnergy ?? 0,
      codec: byId(video?.codecId)?.mimeType ?? '',
      localCandidate: local?.candidateType ?? '',
      relayProtocol: local?.relayProtocol ?? '',
    };
  });
}

/** A coarse fingerprint of what the stage shows; `undefined` while it shows one colour or nothing. */
export function stagePixels(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('video.remote');
    if (!video?.videoWidth) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = 32;
    canvas.height = 24;
    const drawing = canvas.getContext('2d');
    if (!drawing) return undefined;
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(data).size < 8 ? undefined : data.join();
  });
}

/** The stage shows a picture that moves. */
export async function expectMovingPicture(page: Page): Promise<void> {
  await expect.poll(() => stagePixels(page), { timeout: 30_000, message: 'a picture on the stage' }).toBeDefined();
  const first = await stagePixels(page);
  await expect.poll(() => stagePixels(page), { message: 'the picture moves' }).not.toBe(first);
  // A browser's figures come a moment after its pictures.
  await expect.poll(async () => (await received(page)).framesDecoded, { message: 'decoded frames' }).toBeGreaterThan(0);
  expect((await received(page)).codec).toBe('video/VP8');
}

/** Sound arrives and is not silence. */
export async function expectSound(page: Page): Promise<void> {
  await expect
    .poll(async () => (await received(page)).audioEnergy, { timeout: 30_000, message: 'sound' })
    .toBeGreaterThan(0);
}

export async function expectFaceToFace(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await expectMovingPicture(page);
    await expectSound(page);
  }
}
