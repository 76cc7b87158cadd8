/** The person opposite in a real browser, with frames through its worker: the part that is loaded when somebody is near. */
import { framesIn } from './frames.ts';
import { framesSupport } from './frames-support.ts';
import { pairWith } from './pair.ts';
import { inCompany } from './pair-company.ts';
import { createFrameWorker } from './worker-start.ts';

/** See `CreateOpposites`. */
export const createBrowserPair = inCompany(
  pairWith((clock) => framesIn({ means: framesSupport(globalThis), createWorker: createFrameWorker, clock })),
  async () => (await import('./company.ts')).meetThird,
);
