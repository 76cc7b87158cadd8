/** The worker that does the work before a request, so that the page stays quick while somebody types. */
import { findNonce } from './work-search.ts';

/** What a dedicated worker has that a window has not. */
interface WorkScope {
  postMessage(nonce: string): void;
  onmessage: ((event: MessageEvent<{ challenge: string; bits: number }>) => void) | null;
}

const scope = self as unknown as WorkScope;
scope.onmessage = ({ data }) => scope.postMessage(findNonce(data.challenge, data.bits));
