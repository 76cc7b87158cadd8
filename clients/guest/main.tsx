/** Opens the guest page: takes the link out of the address, finds out where it runs, and begins the journey. */
import { framesSupport } from '@visavis/call';
import { browserOf, type Language } from '@visavis/ui';
import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { Guest } from './guest.ts';
import { readFragment } from './link.ts';
import { loadEngine } from './load-engine.ts';
import { readSession } from './session.ts';

const languageKey = 'visavis.language';
const tickMs = 1_000;

/** The secret leaves the address at once, so that nobody reads it over a shoulder or finds it in the history. */
function takeFragment() {
  const reading = readFragment(location.hash);
  if (reading.found !== 'none') history.replaceState(null, '', '/j');
  return reading;
}

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

const canTalk = () =>
  isSecureContext &&
  'RTCPeerConnection' in window &&
  'WebSocket' in window &&
  crypto.subtle !== undefined &&
  framesSupport(window) !== 'none';

const reading = takeFragment();
const browser = browserOf(navigator.userAgent, navigator.maxTouchPoints);
const guest = new Guest({
  api: createApi((input, init) => fetch(input, init)),
  loadEngine,
  store,
  now: Date.now,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});
const root = document.getElementById('app');
if (root) {
  render(
    <App
      guest={guest}
      browser={browser}
      language={{
        chosen: kept?.getItem(languageKey) ?? undefined,
        remember: (language: Language) => {
          try {
            kept?.setItem(languageKey, language);
          } catch {
            // No room: it holds for this page alone.
          }
        },
        browser: navigator.languages,
      }}
    />,
    root,
  );
}
guest.send({
  type: 'opened',
  link: reading.found === 'link' ? reading.link : undefined,
  broken: reading.found === 'broken',
  forTest: reading.found === 'link' && reading.forTest,
  session: readSession(store),
  browser: browser.inApp ? 'in-app' : canTalk() ? 'fine' : 'unsupported',
});
setInterval(() => guest.send({ type: 'tick' }), tickMs);
addEventListener('online', () => guest.send({ type: 'retry' }));
addEventListener('pagehide', (event) => {
  if (!event.persisted) guest.close();
});
// A second invitation opened in the same tab only changes the fragment.
addEventListener('hashchange', () => {
  if (readFragment(location.hash).found === 'link') location.reload();
});
