/** The appointment book on PostgreSQL 15 or newer. */
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { type Database, migrationsFolder } from './database.ts';

/** One number for all instances, so that only one at a time migrates ("visavis" in ASCII, cut to 48 bits). */
const migrationLock = 0x766973617669;

/**
 * How long a migration waits for a table that somebody reads or writes, milliseconds: others queue behind it meanwhile. Shorter
 * than PostgreSQL's `deadlock_timeout`, so that it is always the migration that gives way.
 */
const tableWaitMs = 500;
/** Between two tries, seconds: others have the table for most of the time. */
const pauseS = 2;
/** Two minutes or more of trying. */
const mostTries = 60;

/** SQLSTATE of `lock_not_available` and `deadlock_detected`, bare or wrapped by Drizzle. */
const gaveWay = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && ['55P03', '40P01'].includes(String(error.code))) || gaveWay(error.cause));

/** All of them or none. Whoever holds a table for long is waited for in between, while everybody else goes on. */
async function migrateBeside(client: pg.Client): Promise<void> {
  await client.query(`set lock_timeout = ${tableWaitMs}`);
  for (let tries = 1; ; tries++) {
    try {
      return await migrate(drizzle(client), { migrationsFolder });
    } catch (error) {
      if (tries === mostTries || !gaveWay(error)) throw error;
    }
    await client.query('select pg_sleep($1)', [pauseS]);
  }
}

async function migrateOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // What is asked next rejects.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrateBeside(client);
  } finally {
    await client.end();
  }
}

/**
 * Milliseconds. A machine that dies in the middle of a transaction would hold what it held for two hours, until TCP finds out. Told with the
 * first packet, which poolers refuse: there, limits of time are theirs.
 */
const timeLimits = { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 };

/** `prepare=false` in the address, as others have it too: behind a pooler that gives every transaction another connection. */
const keepsNames = (url: string): boolean => !/[?&]prepare=false(&|$)/.test(url);

/**
 * Lends connections to transactions. Drizzle (0.45) looks after one only when its `begin` was answered: without this, a connection whose
 * very first question fails is never given back, and after ten of them, as when a server changes over, nobody gets any more.
 */
function givesBack(pool: pg.Pool): pg.Pool {
  const lend = pool.connect.bind(pool);
  const lent = async (): Promise<pg.PoolClient> => {
    const client = await lend();
    const { query } = client;
    const first = (...asked: Parameters<typeof query>): unknown => {
      client.query = query;
      const answer: unknown = query.apply(client, asked);
      if (answer instanceof Promise) answer.catch((error: Error) => client.release(error));
      return answer;
    };
    client.query = first as typeof query;
    return client;
  };
  // The pool asks itself for single questions, by a callback, and gives back by itself.
  const connect = (callback?: Parameters<typeof lend>[0]) => (callback === undefined ? lent() : lend(callback));
  pool.connect = connect as typeof lend;
  return pool;
}

/**
 * Connects, migrates and answers. A connection that breaks while idle is replaced; `onError` hears of it.
 * @throws what the driver throws, when the server cannot be reached or the migrations fail
 */
export async function openPostgres(url: string, onError: (error: Error) => void = () => {}): Promise<Database> {
  await migrateOnce(url);
  const isNamed = keepsNames(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Also for a turn: whoever comes with two hundred others waits for some seconds, and no longer than one statement may take.
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    ...(isNamed ? timeLimits : {}),
    application_name: 'visavis-appointments',
  });
  // Also of one that is lent and between two questions of a transaction: the pool listens to idle ones only, and an error that
  // nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => {});
  const db = drizzle(givesBack(pool));
  let closing: Promise<void> | undefined;
  return {
    db,
    kind: 'postgres',
    async ask({ name, text }, values) {
      const { rows } = await pool.query<object>({ ...(isNamed ? { name } : {}), text, values: [...values] });
      return rows;
    },
    nameOf: (name) => (isNamed ? name : ''),
    async ready() {
      await db.execute(sql`select 1`);
      return true;
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}
