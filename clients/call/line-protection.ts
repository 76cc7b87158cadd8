/** What the encryption of one peer tells its line. */
import type { LineEvents, LineOptions } from './line-options.ts';
import type { LineEvent } from './line-state.ts';
import type { Protection } from './protection.ts';

/** Ends with its peer and is silent from then on; lost frames ask for another one. `undefined` where there is no encryption. */
export function protectionFor(
  options: LineOptions,
  events: LineEvents,
  handle: (event: LineEvent) => void,
): Protection | undefined {
  return options.protect(options.role, {
    say: (message) => events.say(message),
    protected: () => events.frames('on'),
    keysChanged: () => events.frames('changed'),
    refused: () => events.refused('key-change'),
    lost: (trouble) => handle({ type: 'frames-missing', trouble }),
  });
}
