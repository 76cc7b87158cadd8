/** Opens the booking page: takes a link out of the address, finds out what the tab knows, and begins. */
import type { Language } from '@visavis/ui';
import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { Booking } from './booking.ts';
import { type StepName, stepNames } from './booking-types.ts';
import { startEmbedded } from './embedded.ts';
import { readFragment } from './link.ts';
import { readSession, type Store } from './session.ts';
import { createSolver, Work } from './work.ts';

const languageKey = 'visavis.language';

/** In another page, browsers may refuse storage of every kind. */
function storage(kind: 'localStorage' | 'sessionStorage'): Store | undefined {
  try {
    return window[kind];
  } catch {
    return undefined;
  }
}

/** The code leaves the address at once, so that nobody reads it over a shoulder or finds it in the history. */
function takeFragment() {
  const reading = readFragment(location.hash);
  if (reading.found !== 'none') history.replaceState(null, '', location.pathname + location.search);
  return reading;
}

function stepIn(state: unknown): StepName | undefined {
  const step = typeof state === 'object' && state !== null && 'step' in state ? state.step : undefined;
  return stepNames.find((name) => name === step);
}

const parameters = new URLSearchParams(location.search);
const isEmbedded = parameters.has('embed');
const kept = storage('localStorage');
const api = createApi((input, init) => fetch(input, init));
const booking = new Booking({
  api,
  work: new Work(api.challenge, createSolver()),
  store: storage('sessionStorage'),
  now: Date.now,
  history(step, replace) {
    const address = location.pathname + location.search;
    if (replace) history.replaceState({ step }, '', address);
    else history.pushState({ step }, '', address);
  },
});
const link = takeFragment();
const root = document.getElementById('app');
if (root) {
  const language = {
    chosen: parameters.get('lang') ?? kept?.getItem(languageKey) ?? undefined,
    remember: (next: Language) => {
      try {
        kept?.setItem(languageKey, next);
      } catch {
        // No room: it holds for this page alone.
      }
    },
    browser: navigator.languages,
  };
  render(<App booking={booking} api={api} language={language} />, root);
}
booking.send({ type: 'opened', link, session: readSession(storage('sessionStorage')), step: stepIn(history.state) });
addEventListener('popstate', (event) => booking.send({ type: 'went', step: stepIn(event.state) }));
// A second mail opened in the same tab only changes the fragment.
addEventListener('hashchange', () => {
  if (readFragment(location.hash).found === 'link') location.reload();
});
if (isEmbedded) startEmbedded(booking);
