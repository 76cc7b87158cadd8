/**
 * Shows states of the guest page: first that of `guest.html#<state>.<language>`, then any other by `window.guestGallery.show`.
 * Tests read the names from `window.guestGallery.states`.
 */
import { browserOf } from '@visavis/ui';
import { render } from 'preact';
import { App } from '../../../clients/guest/app.tsx';
import { stopDrawing } from './fake-call.ts';
import { guestStates } from './guest-states.ts';
import { stillness } from './stillness.ts';

declare global {
  interface Window {
    guestGallery: { states: string[]; show(address: string): Promise<void> };
  }
}

/** Takes away whatever was shown, then shows `<state>.<language>`; resolves when it stands still. */
async function show(address: string): Promise<void> {
  const [name = '', language = 'de'] = address.split('.');
  const root = document.getElementById('app');
  if (!root) return;
  render(null, root);
  stopDrawing();
  scrollTo(0, 0);
  const state = guestStates[name]?.();
  if (!state) return;
  render(
    <App
      guest={{ view: state.view, subscribe: () => () => undefined, send: () => undefined }}
      browser={browserOf(state.agent ?? navigator.userAgent)}
      language={{ chosen: language, remember: () => undefined, browser: [] }}
    />,
    root,
  );
  await stillness();
}

window.guestGallery = { states: Object.keys(guestStates), show };
void show(location.hash.slice(1));
