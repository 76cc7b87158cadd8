/** Starts our workers under the pages' strict policy: only their addresses pass the one Trusted Types policy. */
import files from './files/file-store-worker.ts?worker&url';
import frames from './frames-worker.ts?worker&url';

/** `TrustedTypePolicyFactory` (W3C Trusted Types) as far as it is needed; older browsers have none and ask for none. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}
interface Policy {
  createScriptURL(url: string): unknown;
}

const factoryOf = (scope: object): PolicyFactory | undefined =>
  'trustedTypes' in scope ? (scope.trustedTypes as PolicyFactory) : undefined;

/** Only one policy of this name may be made in a page (`trusted-types worker-url`), so it is made once and kept. */
let policy: Policy | undefined;

function trusted(address: string): string {
  policy ??= factoryOf(globalThis)?.createPolicy('worker-url', {
    // Whatever is asked for, the answer is one of these two.
    createScriptURL: (url) => (url === files ? files : frames),
  });
  return (policy?.createScriptURL(address) ?? address) as string;
}

/** Seals and opens frames. Throws where the policy of the page does not allow it. */
export const createFrameWorker = (): Worker => new Worker(trusted(frames), { type: 'module', name: 'frames' });

/** Writes arriving files. Throws where the policy of the page does not allow it. */
export const createFileWorker = (): Worker => new Worker(trusted(files), { type: 'module', name: 'files' });
