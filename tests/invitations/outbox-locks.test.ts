/** The worker of the outbox beside changes that are being written; PostgreSQL only, PGlite has one connection. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/appointments-app.ts';
import { createOutboxBench, gate } from '../support/outbox-bench.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase('postgres');
}, 120_000);
afterAll(() => test?.close());

describe('an appointment that is just being changed', () => {
  it('holds up no mail but its own, which goes out afterwards', async () => {
    const { db } = test.database;
    const bench = createOutboxBench(test.database);
    const [changing, other] = [await bench.appointment(), await bench.appointment()];
    await bench.queue(changing);
    await bench.queue(other);
    const door = gate();
    const change = db.transaction(async (tx) => {
      await tx.execute(`update appointments set sequence = 1 where id = '${changing.appointment}'`);
      await door.pass();
    });
    await door.arrived;
    const worker = bench.worker();
    await worker.drain();
    expect(await bench.rows(changing)).toMatchObject([{ state: 'waiting' }]);
    expect(await bench.rows(other)).toMatchObject([{ state: 'sent' }]);
    door.open();
    await change;
    await worker.drain();
    expect(await bench.rows(changing)).toMatchObject([{ state: 'sent' }]);
    await worker.close();
  });
});
