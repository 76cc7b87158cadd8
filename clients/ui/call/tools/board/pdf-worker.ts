/** Starts the worker that reads PDFs under the pages' strict policy: a Trusted Types policy of its own for one address. */
import { version } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where the build lays the parts that pdf.js loads by itself (`scripts/pdf-parts.ts`). */
export const pdfParts = `/assets/pdf-${version}/`;
const address = `${pdfParts}worker.js`;

/**
 * How every PDF is opened: nothing comes from outside, fonts are the device's, and no code of the document runs. The policy
 * of the page knows no WebAssembly: scans are decoded by the same decoders as plain scripts (`scripts/pdf-parts.ts`). A
 * picture of more pixels than a page of A3 at 550 dots an inch is left out: a small file may claim a huge one.
 */
export const pdfCaution = {
  useWasm: false,
  wasmUrl: pdfParts,
  enableXfa: false,
  stopAtErrors: false,
  maxImageSize: 64_000_000,
} as const;

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
