/** What keeps a page from answering a person: its longest task, and the longest run of a script of ours within one. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    longTasks?: { longestMs: number; longestScriptMs: number; script: string };
  }
}

/** In every page of `context`, from its beginning; Chromium (W3C longtasks, long-animation-frames). */
export async function watchLongTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watch = { longestMs: 0, longestScriptMs: 0, script: '' };
    window.longTasks = watch;
    const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    observe('longtask', ({ duration }) => {
      watch.longestMs = Math.max(watch.longestMs, duration);
    });
    observe('long-animation-frame', (entry) => {
      const { scripts = [] } = entry as { scripts?: { duration: number; sourceURL: string; invoker: string }[] };
      for (const { duration, sourceURL, invoker } of scripts) {
        if (!sourceURL.startsWith(location.origin) || duration <= watch.longestScriptMs) continue;
        watch.longestScriptMs = duration;
        watch.script = `${invoker} ${sourceURL.slice(location.origin.length)}`;
      }
    });
  });
}

/** From now on. */
export const beginLongTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    if (window.longTasks) Object.assign(window.longTasks, { longestMs: 0, longestScriptMs: 0, script: '' });
  });

/** Since then, in milliseconds; tasks below 50 ms are no long ones and stay uncounted. */
export const longTasks = (page: Page): Promise<{ longestMs: number; longestScriptMs: number; script: string }> =>
  page.evaluate(() => window.longTasks ?? { longestMs: 0, longestScriptMs: 0, script: '' });
