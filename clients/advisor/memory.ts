/** Small things this browser remembers; a browser that refuses to remember is no reason to fail. */
import type { KeyValue } from './link-store.ts';

export type MemoryKey = 'device' | 'language' | 'knock-sound' | 'previewed-on';
const nameOf = (key: MemoryKey) => `visavis.advisor.${key}`;

/** What was kept under `key`, if the browser lets us see it. */
export function recall(memory: KeyValue, key: MemoryKey): string | undefined {
  try {
    return memory.getItem(nameOf(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value`, or nothing where the browser refuses. */
export function remember(memory: KeyValue, key: MemoryKey, value: string): void {
  try {
    memory.setItem(nameOf(key), value);
  } catch {
    // A private window: asked again next time.
  }
}
