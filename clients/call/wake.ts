/** What tells the engine that waiting is pointless: the network came back, it changed, or the person looks at the page. */

export type WakeReason = 'online' | 'visible' | 'network-changed';

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

/** The browser's own events. */
export const browserWake: Wake = {
  listen(listener) {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('online', () => listener('online'), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener('visible'), {
      signal,
    });
    connectionOf(navigator)?.addEventListener('change', () => listener('network-changed'), { signal });
    return () => stop.abort();
  },
  onLeaving(listener) {
    addEventListener('pagehide', listener);
    return () => removeEventListener('pagehide', listener);
  },
};
