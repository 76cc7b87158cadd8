/** Tells the service that somebody is at the page: whoever works, or talks to a guest, is never signed out for doing nothing. */
import type { Parts } from './parts.ts';

/** How often at most; the service's shortest term is five minutes. */
const tellEveryMs = 2 * 60_000;

/**
 * Asks for the session when somebody touched or typed something since the last time, or `isBusy` (a conversation). What the
 * answer is does not matter here: the next list says it. Ends when the answer is called.
 */
export function keepSignedIn(parts: Pick<Parts, 'api' | 'clock' | 'onUse'>, isBusy: () => boolean): () => void {
  let isUsed = false;
  const stopListening = parts.onUse(() => {
    isUsed = true;
  });
  const stopTelling = parts.clock.every(tellEveryMs, () => {
    if (!isUsed && !isBusy()) return;
    isUsed = false;
    void parts.api.session().catch(() => undefined);
  });
  return () => {
    stopListening();
    stopTelling();
  };
}
