/** A page that turns on the one opposite: what it last sealed, again and again, as fast as its channel takes it. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    flood?: (ms: number) => Promise<number>;
  }
}

/** In every page of `context`, from its beginning; nothing is sent before `flood`. */
export async function armFlood(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const honest = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: ArrayBufferView<ArrayBuffer>) => void;
    let latest: [RTCDataChannel, Uint8Array<ArrayBuffer>] | undefined;
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
      if (this.label === 'visavis-content' && data instanceof Uint8Array) latest = [this, new Uint8Array(data)];
      return honest.call(this, data as ArrayBufferView<ArrayBuffer>);
    };
    window.flood = (ms) =>
      new Promise((resolve) => {
        const end = Date.now() + ms;
        let count = 0;
        const timer = setInterval(() => {
          const [channel, bytes] = latest ?? [];
          if (channel === undefined || bytes === undefined || Date.now() > end) {
            clearInterval(timer);
            resolve(count);
            return;
          }
          for (let burst = 0; burst < 500 && channel.bufferedAmount < 1_000_000; burst++, count++)
            honest.call(channel, bytes);
        }, 5);
      });
  });
}

/** For `ms` milliseconds; how many messages left. */
export const flood = (page: Page, ms: number): Promise<number> =>
  page.evaluate((forMs) => window.flood?.(forMs) ?? 0, ms);
