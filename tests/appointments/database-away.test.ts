/** A database that is away is told as such, with a time to come again; other faults stay faults. */
import { VisavisError } from '@visavis/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../services/appointments/database.ts';
import { refusalOf } from '../../services/appointments/database-away.ts';
import { openPostgres } from '../../services/appointments/database-postgres.ts';
import { askIn, create, errorOf } from '../support/appointment-samples.ts';
import { startAppointments, type TestApp } from '../support/appointments-app.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const coded = (code: string) => Object.assign(new Error('of the driver'), { code });

it.each([
  ...['08006', '53300', '57P01', '57P03', '57014', '40001', '40P01', '55P03', '25006'].map(coded),
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  new Error('timeout exceeded when trying to connect'),
  new Error('Connection terminated unexpectedly'),
  new Error('Failed query', { cause: coded('40P01') }),
  new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' })]),
])('asks to come again after %s', (error) => {
  expect(refusalOf(error)).toMatchObject({ code: 'unavailable', status: 503, retryAfterMs: 2_000, cause: error });
});

it.each([coded('23505'), coded('42P01'), new TypeError('of ours'), new VisavisError('conflict')])(
  'leaves %s as it is',
  (error) => {
    expect(refusalOf(error)).toBe(error);
  },
);

let server: TestPostgres;
let database: Database;
let test: TestApp;
beforeAll(async () => {
  server = startPostgres();
  database = await openPostgres(await server.createDatabase());
  test = await startAppointments(database);
}, 120_000);
afterAll(async () => {
  await test?.close();
  await database?.close();
  await server?.stop();
}, 30_000);

it('lends every connection again, also those whose transaction never began', async () => {
  const none = { isolationLevel: 'none of these' as 'serializable' };
  for (let tried = 0; tried < 11; tried++) {
    await expect(database.db.transaction(async () => {}, none)).rejects.toThrow('begin');
  }
  expect(await database.db.transaction((tx) => tx.execute('select 1'))).toMatchObject({ rowCount: 1 });
});

it('lets go after half a minute what a machine held that died, and leaves that to a pooler where there is one', async () => {
  const shown = async ({ db }: Database) =>
    JSON.stringify(await db.execute("select current_setting('idle_in_transaction_session_timeout') as told"));
  expect(await shown(database)).toContain('"told":"30s"');
  const pooled = await openPostgres(`${await server.createDatabase()}&prepare=false`);
  expect(await shown(pooled)).toContain('"told":"0"');
  await pooled.close();
});

it('answers 503 with a time to come again when the server is gone, and the log names the reason', async () => {
  const made = await create(test);
  await server.stop();
  const answer = await askIn(test, { appointment: made.id, code: made.dialInCode });
  expect(answer.status).toBe(503);
  expect(errorOf(answer.body)).toMatchObject({ code: 'unavailable', retryAfterMs: 2_000 });
  expect(answer.headers['retry-after']).toBe('2');
  expect(
    test.lines.filter((line) => line.includes('request failed') && line.includes('"code":"unavailable"')),
  ).toHaveLength(1);
});

it('goes on when the server goes between two questions of a transaction', async () => {
  const other = startPostgres();
  const heard: Error[] = [];
  const lent = await openPostgres(await other.createDatabase(), (error) => heard.push(error));
  const lost = lent.db.transaction(async (tx) => {
    await tx.execute('select 1');
    await other.stop();
    while (heard.length === 0) await new Promise(setImmediate);
    await tx.execute('select 1');
  });
  const error: unknown = await lost.catch((reason: unknown) => reason);
  expect(error instanceof Error && refusalOf(error)).toMatchObject({ code: 'unavailable' });
  await lent.close();
});
