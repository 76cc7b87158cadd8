/** Starts the frame worker under the pages' strict policy: the one address that the one Trusted Types policy lets through. */
import address from './frames-worker.ts?worker&url';

/** `TrustedTypePolicyFactory` (W3C Trusted Types) as far as it is needed; older browsers have none and ask for none. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const factoryOf = (scope: object): PolicyFactory | undefined =>
  'trustedTypes' in scope ? (scope.trustedTypes as PolicyFactory) : undefined;

/** Only one policy of this name may be made in a page (`trusted-types worker-url`), so it is made once and kept. */
let trusted: string | undefined;

function trustedAddress(): string {
  // Whatever is asked for, the answer is this one address.
  const policy = factoryOf(globalThis)?.createPolicy('worker-url', { createScriptURL: () => address });
  return (policy?.createScriptURL(address) ?? address) as string;
}

/** A new worker of its own. Throws where the policy of the page does not allow it. */
export function createFrameWorker(): Worker {
  trusted ??= trustedAddress();
  return new Worker(trusted, { type: 'module', name: 'frames' });
}
