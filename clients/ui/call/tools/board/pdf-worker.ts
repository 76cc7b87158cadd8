/** Starts the worker that reads PDFs under the pages' strict policy: a Trusted Types policy of its own for one address. */
import { version } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where the build lays the parts that pdf.js loads by itself (`scripts/pdf-parts.ts`). */
export const pdfParts = `/assets/pdf-${version}/`;
const address = `${pdfParts}worker.js`;

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const factoryOf = (scope: object): PolicyFactory | undefined =>
  'trustedTypes' in scope ? (scope.trustedTypes as PolicyFactory) : undefined;

/** A policy of one name is made once in a page (`trusted-types … pdf-worker-url`), and kept. */
let trusted: string | undefined;

function trustedAddress(): string {
  // Whatever is asked for, the answer is this one address.
  const policy = factoryOf(globalThis)?.createPolicy('pdf-worker-url', { createScriptURL: () => address });
  return (policy?.createScriptURL(address) ?? address) as string;
}

/** A new worker; whoever makes it ends it. Throws where the policy of the page does not allow it. */
export function createPdfWorker(): Worker {
  trusted ??= trustedAddress();
  return new Worker(trusted, { type: 'module', name: 'pdf' });
}
