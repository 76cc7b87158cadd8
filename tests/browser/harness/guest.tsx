/** Shows one state of the guest page: `guest.html#<state>.<language>`. Tests read the names from `window.guestStates`. */
import { browserOf } from '@visavis/ui';
import { render } from 'preact';
import { App } from '../../../clients/guest/app.tsx';
import { guestStates } from './guest-states.ts';

declare global {
  interface Window {
    guestStates: string[];
  }
}

window.guestStates = Object.keys(guestStates);
const [name = '', language = 'de'] = location.hash.slice(1).split('.');
const state = guestStates[name]?.();
const root = document.getElementById('app');
if (state && root) {
  render(
    <App
      guest={{ view: state.view, subscribe: () => () => undefined, send: () => undefined }}
      browser={browserOf(state.agent ?? navigator.userAgent)}
      language={{ chosen: language, remember: () => undefined, browser: [] }}
    />,
    root,
  );
}
