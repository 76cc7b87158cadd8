/** Certificates in the browser's own database (IndexedDB), the only place that can hold a key which nobody can read. */
import type { CertificateRecord } from './certificate.ts';
import { browserClock, type Clock } from './clock.ts';

/** None of its deeds rejects, and each ends: where nothing can be stored, or nothing answers in time, nothing is found. */
export interface CertificateStore {
  get(room: string): Promise<CertificateRecord | undefined>;
  put(record: CertificateRecord): Promise<void>;
  delete(room: string): Promise<void>;
  /** Deletes what expires at `now` or before. */
  deleteExpired(now: number): Promise<void>;
}

/** How long a call that begins or ends waits for one answer; the first opening has been silent for good in Safari. */
export const storeAnswerMs = 3_000;

const databaseName = 'visavis-call';
const storeName = 'certificates';

type Deed<T> = (store: IDBObjectStore) => Promise<T>;

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

async function carryOut<T>(factory: IDBFactory, mode: IDBTransactionMode, deed: Deed<T>): Promise<T | undefined> {
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

/**
 * `factory` is `globalThis.indexedDB`; it may be missing, refuse in a private window, or never answer. A write that is no
 * longer waited for is done whenever the database wakes, unless a later one of the same room was asked for meanwhile.
 */
export function certificateStore(factory: IDBFactory | undefined, clock: Clock = browserClock): CertificateStore {
  const latest = new Map<string, symbol>();
  let isSilent = false;
  const use = <T>(mode: IDBTransactionMode, deed: Deed<T>): Promise<T | undefined> =>
    new Promise((resolve) => {
      if (!factory) return resolve(undefined);
      let stop = () => {};
      const giveUp = () => {
        isSilent = true;
        resolve(undefined);
      };
      // After one silence only what is read is worth another wait.
      if (isSilent && mode === 'readwrite') giveUp();
      else stop = clock.after(storeAnswerMs, giveUp);
      void carryOut(factory, mode, deed).then((found) => {
        stop();
        isSilent = false;
        resolve(found);
      });
    });
  const write = async (room: string, deed: Deed<unknown>): Promise<void> => {
    const own = Symbol();
    latest.set(room, own);
    await use('readwrite', async (store) => latest.get(room) === own && deed(store));
  };
  return {
    get: (room) => use<CertificateRecord | undefined>('readonly', (store) => answer(store.get(room))),
    put: (record) => write(record.room, (store) => answer(store.put(record))),
    delete: (room) => write(room, (store) => answer(store.delete(room))),
    deleteExpired: async (now) =>
      void (await use('readwrite', async (store) => {
        const records: CertificateRecord[] = await answer(store.getAll());
        for (const { room } of records.filter(({ expiresAt }) => expiresAt <= now)) await answer(store.delete(room));
      })),
  };
}
