/** Brings the call engine here in a chunk of its own. */
import type { LoadEngine } from './engine.ts';

export const loadEngine: LoadEngine = async () => {
  const { browserEngine } = await import('./browser-engine.ts');
  return browserEngine;
};
