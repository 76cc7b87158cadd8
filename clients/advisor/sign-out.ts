/** The way out: here at once, and at the organisation's provider where the session came from there. */
import type { Parts } from './parts.ts';
import type { SessionEvent } from './session.ts';

/** What the key does. Who cannot reach the service is signed out on this page all the same. */
export function useSignOut(parts: Pick<Parts, 'api' | 'goTo'>, onSession: (event: SessionEvent) => void): () => void {
  return () => {
    void parts.api
      .signOut()
      .catch(() => null)
      .then((next) => {
        if (next !== null) parts.goTo(next);
      });
    onSession({ type: 'signed-out' });
  };
}
