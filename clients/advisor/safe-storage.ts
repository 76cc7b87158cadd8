/** `localStorage` where there is one, memory for this page where the browser denies even to name it. */
import type { KeyValue } from './link-store.ts';

/** Private windows and strict settings throw at the very access, so `find` is a function. */
export function safeStorage(find: () => Storage): KeyValue {
  try {
    const storage = find();
    void storage.length;
    return storage;
  } catch {
    return memoryStorage();
  }
}

/** The same face over a map. */
export function memoryStorage(): KeyValue {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size;
    },
  };
}
