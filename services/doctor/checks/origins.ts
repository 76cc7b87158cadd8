/** Whether pages of strangers are kept out, and whether the list of friends can match anything. */
import { broken, type Check, type Finding, ok, warning } from '../check.ts';
import { knock, type Upgrade } from '../upgrade.ts';

const stranger = 'https://stranger.invalid';

/** How a browser writes it: scheme, host and port, nothing more. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** A knock of a stranger and the list, judged. */
export function interpretOrigins(upgrade: Upgrade, list: readonly string[]): Finding {
  if ('opened' in upgrade) {
    return broken('pages of anybody may open lines', 'let the Origin header reach the pods as the browser sent it.');
  }
  const odd = list.filter((entry) => !isOrigin(entry));
  if (odd.length > 0) {
    return broken(
      `SIGNALLING_ORIGINS: ${odd.length} of ${list.length} match no browser`,
      'write https://host without anything behind it.',
    );
  }
  if ('error' in upgrade) return warning('nobody answered', 'see the line websocket.');
  if (upgrade.status === 403) return ok('strangers are refused');
  return warning(
    `a stranger got ${upgrade.status} instead of 403`,
    'see the line websocket: pods should be the ones to refuse.',
  );
}

export const originsCheck: Check = {
  name: 'origins',
  remedy: 'the way is open and silent: look at the load balancer and its timeouts.',
  run: async (context) => interpretOrigins(await knock(context, stranger), context.settings.SIGNALLING_ORIGINS),
};
