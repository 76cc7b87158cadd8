/** Work before a request, begun while the person types: one piece at a time, fresh when it is needed. */
import type { WorkChallenge } from '@visavis/shared';
import address from './work-worker.ts?worker&url';

/** As the service takes it. */
export interface DoneWork {
  challenge: string;
  nonce: string;
}

/** Finds the nonce of a challenge, beside the page. */
export type Solve = (challenge: WorkChallenge) => Promise<string>;

/** `TrustedTypePolicyFactory` (W3C Trusted Types) as far as it is needed; older browsers have none and ask for none. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** Under the one policy for workers (`trusted-types worker-url`), which lets this one address through. */
function trustedAddress(): string {
  const factory = 'trustedTypes' in window ? (window.trustedTypes as PolicyFactory) : undefined;
  const policy = factory?.createPolicy('worker-url', { createScriptURL: () => address });
  return (policy?.createScriptURL(address) ?? address) as string;
}

/** Starts the worker with the first challenge and keeps it. Rejects where the browser starts no worker. */
export function createSolver(): Solve {
  let trusted: string | undefined;
  return ({ challenge, bits }) =>
    new Promise((resolve, reject) => {
      trusted ??= trustedAddress();
      const worker = new Worker(trusted, { type: 'module', name: 'work' });
      worker.onmessage = ({ data }: MessageEvent<string>) => {
        worker.terminate();
        resolve(data);
      };
      worker.onerror = () => {
        worker.terminate();
        reject(new Error('no worker'));
      };
      worker.postMessage({ challenge, bits });
    });
}

/** As the service says it, see `requests/work.ts` there. */
const workLifeMs = 30 * 60_000;
/** Work that is about to expire is not shown any more: it could be late. */
const marginMs = 60_000;

/** Keeps one piece of work ready. */
export class Work {
  readonly #fetchChallenge: () => Promise<WorkChallenge>;
  readonly #solve: Solve;
  #current: { done: Promise<DoneWork>; goodUntilMs: number } | undefined;

  constructor(fetchChallenge: () => Promise<WorkChallenge>, solve: Solve) {
    this.#fetchChallenge = fetchChallenge;
    this.#solve = solve;
  }

  /** Begins, unless it has begun. A failure shows when the work is taken. */
  begin(): void {
    if (this.#current !== undefined) return;
    const solved = async (given: WorkChallenge) => ({ challenge: given.challenge, nonce: await this.#solve(given) });
    const done = this.#fetchChallenge().then(solved);
    done.catch(() => undefined);
    // By time that passes, whatever day the device believes in.
    this.#current = { done, goodUntilMs: performance.now() + workLifeMs - marginMs };
  }

  /** The finished work, good for one request. Rejects with what the service or the browser refused; then the next call begins anew. */
  async take(): Promise<DoneWork> {
    this.begin();
    const current = this.#current;
    if (current === undefined) throw new Error('no work');
    this.#current = undefined;
    const done = await current.done;
    if (performance.now() < current.goodUntilMs) return done;
    return this.take();
  }
}
