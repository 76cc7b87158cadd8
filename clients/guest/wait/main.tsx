/** Opens the waiting page: takes the secret out of the address, and begins to ask. */
import type { Language } from '@visavis/ui';
import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { keep, readFragment, readKept } from './wait-link.ts';
import { Waiting } from './waiting.ts';

const languageKey = 'visavis.language';

/** A browser that keeps nothing of a site (all cookies blocked) throws at the very name. */
function storage(kind: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return window[kind];
  } catch {
    return undefined;
  }
}

const kept = storage('localStorage');
const store = storage('sessionStorage');

const reading = readFragment(location.hash);
// The secret leaves the address at once, so that nobody reads it over a shoulder or finds it in the history.
if (reading.found !== 'none') history.replaceState(null, '', '/wait');
if (reading.found === 'mine') keep(store, reading.mine);
const mine = reading.found === 'mine' ? reading.mine : reading.found === 'none' ? readKept(store) : undefined;
const waiting = new Waiting(
  {
    api: createApi((input, init) => fetch(input, init)),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  mine,
  reading.found === 'refused' ? reading : undefined,
);
const root = document.getElementById('app');
if (root) {
  const language = {
    chosen: kept?.getItem(languageKey) ?? undefined,
    remember: (next: Language) => {
      try {
        kept?.setItem(languageKey, next);
      } catch {
        // No room: it holds for this page alone.
      }
    },
    browser: navigator.languages,
  };
  render(<App waiting={waiting} language={language} goTo={(url) => location.replace(url)} />, root);
}
addEventListener('online', () => waiting.look());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') waiting.look();
});
// Handed over again in the same window, only the fragment changes.
addEventListener('hashchange', () => {
  if (readFragment(location.hash).found !== 'none') location.reload();
});
