/** How long a page went without the other side's sound, by the packets that its browser counts ten times a second. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    soundWatch?: { since: number; lastAt: number; longestMs: number; longestFrom: number };
  }
}

/** In every page of `context`, from its beginning. */
export async function watchSound(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watch = { since: 0, lastAt: Date.now(), longestMs: 0, longestFrom: 0 };
    window.soundWatch = watch;
    let counted = '';
    const count = async (peer: RTCPeerConnection): Promise<number> => {
      let packets = 0;
      const report = await peer.getStats().catch(() => undefined);
      report?.forEach((entry) => {
        if (entry.type === 'inbound-rtp' && entry.kind === 'audio') packets += entry.packetsReceived;
      });
      return packets;
    };
    const look = async (): Promise<void> => {
      const living = (window.testPeers ?? []).filter(({ connectionState }) => connectionState !== 'closed');
      const now = (await Promise.all(living.map(count))).join();
      if (now !== counted && /[1-9]/.test(now)) {
        const from = Math.max(watch.lastAt, watch.since);
        if (Date.now() - from > watch.longestMs)
          Object.assign(watch, { longestMs: Date.now() - from, longestFrom: from });
        watch.lastAt = Date.now();
      }
      counted = now;
    };
    setInterval(() => void look(), 100);
  });
}

/** From now on. */
export const beginSoundWatch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    if (window.soundWatch)
      Object.assign(window.soundWatch, { since: Date.now(), longestMs: 0, longestFrom: Date.now() });
  });

/** The longest silence that began since then and is over, when it began, and how long the present one lasts, in milliseconds. */
export const silence = (page: Page): Promise<{ longestMs: number; longestFrom: number; nowMs: number }> =>
  page.evaluate(() => {
    const none = { since: 0, lastAt: 0, longestMs: 0, longestFrom: 0 };
    const { since, lastAt, longestMs, longestFrom } = window.soundWatch ?? none;
    return { longestMs, longestFrom, nowMs: Date.now() - Math.max(lastAt, since) };
  });
