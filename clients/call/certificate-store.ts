/** Certificates in the browser's own database (IndexedDB), the only place that can hold a key which nobody can read. */
import type { CertificateRecord } from './certificate.ts';

/** None of its deeds rejects: where nothing can be stored, nothing is found. */
export interface CertificateStore {
  get(room: string): Promise<CertificateRecord | undefined>;
  put(record: CertificateRecord): Promise<void>;
  delete(room: string): Promise<void>;
  /** Deletes what expires at `now` or before. */
  deleteExpired(now: number): Promise<void>;
}

const databaseName = 'visavis-call';
const storeName = 'certificates';

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'room' });
  return answer(request);
}

/** `factory` is `globalThis.indexedDB`; it may be missing, or refuse in a private window. */
export function certificateStore(factory: IDBFactory | undefined): CertificateStore {
  async function use<T>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
    if (!factory) return undefined;
    let database: IDBDatabase | undefined;
    try {
      database = await open(factory);
      return await deed(database.transaction(storeName, mode).objectStore(storeName));
    } catch {
      return undefined;
    } finally {
      database?.close();
    }
  }
  return {
    get: (room) => use<CertificateRecord | undefined>('readonly', (store) => answer(store.get(room))),
    put: async (record) => void (await use('readwrite', (store) => answer(store.put(record)))),
    delete: async (room) => void (await use('readwrite', (store) => answer(store.delete(room)))),
    deleteExpired: async (now) =>
      void (await use('readwrite', async (store) => {
        const records: CertificateRecord[] = await answer(store.getAll());
        for (const { room } of records.filter(({ expiresAt }) => expiresAt <= now)) await answer(store.delete(room));
      })),
  };
}
