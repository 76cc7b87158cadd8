/** What tells the engine that waiting is pointless: the network came back, it changed, the device slept, or the person looks. */
import { browserClock, type Clock } from './clock.ts';

export type WakeReason = 'online' | 'visible' | 'network-changed' | 'woke';

/** Tells every reason until the answer is called; `leaving` is the page going away. */
export interface Wake {
  listen(listener: (reason: WakeReason) => void): () => void;
  onLeaving(listener: () => void): () => void;
}

/** `navigator.connection` where it exists (Chromium, Firefox for Android). */
function connectionOf(browser: Navigator): EventTarget | undefined {
  const connection: unknown = 'connection' in browser ? browser.connection : undefined;
  return connection instanceof EventTarget ? connection : undefined;
}

const sleepWatch = { everyMs: 2_000, asleepMs: 8_000 } as const;

/** A timer that is this late slept with its device: whatever stood before may be gone. The answer ends the watch. */
export function watchSleep(clock: Clock, woke: () => void): () => void {
  let lastAt = clock.now();
  return clock.every(sleepWatch.everyMs, () => {
    const gapMs = clock.now() - lastAt;
    lastAt = clock.now();
    if (gapMs > sleepWatch.asleepMs) woke();
  });
}

const typeOf = (connection: EventTarget): unknown => ('type' in connection ? connection.type : undefined);

/** Another kind of network (Wi-Fi, mobile, cable). Browsers tell every new guess of its speed by the same event. */
export function watchNetwork(connection: EventTarget | undefined, changed: () => void, signal: AbortSignal): void {
  if (connection === undefined) return;
  let type = typeOf(connection);
  const look = () => {
    const now = typeOf(connection);
    if (now !== type) changed();
    type = now;
  };
  connection.addEventListener('change', look, { signal });
}

/** The browser's own events. */
export const browserWake: Wake = {
  listen(listener) {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('online', () => listener('online'), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener('visible'), {
      signal,
    });
    watchNetwork(connectionOf(navigator), () => listener('network-changed'), signal);
    const stopSleep = watchSleep(browserClock, () => listener('woke'));
    return () => {
      stop.abort();
      stopSleep();
    };
  },
  onLeaving(listener) {
    addEventListener('pagehide', listener);
    return () => removeEventListener('pagehide', listener);
  },
};
