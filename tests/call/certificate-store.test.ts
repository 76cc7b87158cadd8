/** Certificates in a database that answers late or never: the call begins all the same, and what comes late does no harm. */
import { limits, type RoomId } from '@visavis/shared';
import { expect, it } from 'vitest';
import { type CertificateRecord, certificateLifeMs, ownCertificate } from '../../clients/call/certificate.ts';
import { certificateStore, storeAnswerMs } from '../../clients/call/certificate-store.ts';
import { memoryCertificate } from '../../clients/call/peer-memory.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const room = 'AAAAAAAAAAAAAAAAAAAAAA' as RoomId;
/** Made before time stands still: the one kept before, and the one made anew. */
const [kept, made] = [await memoryCertificate(), await memoryCertificate()];
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((done) => setImmediate(done));
};

/** An `IDBFactory` of one store: asleep until it is woken, then it answers the first that waits, or the last. */
class SleepingDatabase {
  readonly records = new Map<string, CertificateRecord>();
  opened = 0;
  closed = 0;
  #answers: 'first' | 'last' | undefined;
  readonly #waiting: (() => void)[] = [];

  readonly factory = { open: () => this.#request(() => this.#connection()) } as unknown as IDBFactory;

  async wake(answers: 'first' | 'last' = 'first'): Promise<void> {
    this.#answers = answers;
    this.#work();
    await settle();
  }

  #connection() {
    this.opened++;
    const { records } = this;
    const store = {
      get: (key: string) => this.#request(() => records.get(key)),
      getAll: () => this.#request(() => [...records.values()]),
      put: (record: CertificateRecord) => this.#request(() => records.set(record.room, record)),
      delete: (key: string) => this.#request(() => records.delete(key)),
    };
    return { transaction: () => ({ objectStore: () => store }), close: () => void this.closed++ };
  }

  #request(deed: () => unknown) {
    const request: { result?: unknown; onsuccess?: () => void } = {};
    this.#waiting.push(() => {
      request.result = deed();
      request.onsuccess?.();
    });
    if (this.#answers) this.#work();
    return request;
  }

  #work(): void {
    setImmediate(() => {
      (this.#answers === 'first' ? this.#waiting.shift() : this.#waiting.pop())?.();
      if (this.#waiting.length > 0) this.#work();
    });
  }
}

function device() {
  const clock = manualClock();
  const database = new SleepingDatabase();
  const store = certificateStore(database.factory, clock);
  const open = () => ownCertificate(room, { store, now: clock.now, generate: async () => made });
  /** Moves time on in steps in which whatever falls due is done. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      await settle();
      clock.advance(500);
    }
    await settle();
  };
  return { clock, database, open, pass };
}

/** Whether it has come yet. */
function watch<T>(promise: Promise<T>) {
  const seen: { value?: T } = {};
  void promise.then((value) => {
    seen.value = value;
  });
  return seen;
}

it('gives a certificate of the page alone when the database never answers, after two waits and no more', async () => {
  const { open, pass } = device();
  const own = watch(open());
  await pass(2 * storeAnswerMs - 500);
  expect(own.value).toBeUndefined();
  await pass(500);
  expect(own.value).toMatchObject({ certificate: made, proof: undefined });
  const deeds = own.value && watch(Promise.all([own.value.keepProof(undefined), own.value.wipe()]));
  await pass(500);
  expect(deeds?.value).toHaveLength(2);
});

it.each(['first', 'last'] as const)(
  'does late what nobody waits for any more, answering the %s one first: the latest stays',
  async (answers) => {
    const { open, pass, database, clock } = device();
    const expiresAt = clock.now() + certificateLifeMs;
    database.records.set(room, { room, certificate: kept, expiresAt });
    const own = watch(open());
    await pass(2 * storeAnswerMs);
    await own.value?.keepProof({ fingerprint: 'ab'.repeat(32), by: 'words' });
    await database.wake(answers);
    expect(database.records.get(room)).toMatchObject({ certificate: made, proof: { by: 'words' } });
    expect([database.opened, database.closed]).toEqual([4, 4]);
  },
);

it.each(['first', 'last'] as const)(
  'leaves nothing behind when it wakes after the end, the %s one first',
  async (answers) => {
    const { open, pass, database } = device();
    const own = watch(open());
    await pass(2 * storeAnswerMs);
    await own.value?.keepProof({ fingerprint: 'ab'.repeat(32), by: 'link' });
    await own.value?.wipe();
    await database.wake(answers);
    expect([own.value !== undefined, database.opened, database.records.size]).toEqual([true, 5, 0]);
  },
);

it('still finds what was kept when only the first answer is late, and waits for writes again', async () => {
  const { open, pass, database, clock } = device();
  const proof = { fingerprint: 'cd'.repeat(32), by: 'link' } as const;
  const expiresAt = clock.now() + limits.roomMaxMs + 60_000;
  database.records.set(room, { room, certificate: kept, expiresAt, proof });
  const own = watch(open());
  await pass(storeAnswerMs + 500);
  await database.wake();
  expect(own.value?.proof).toEqual(proof);
  const wiped = watch(own.value?.wipe().then(() => database.records.size) ?? Promise.resolve(-1));
  await settle();
  expect(wiped.value).toBe(0);
});
