/** Whether the appointment book's PostgreSQL answers, and has the tables of this very version. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '@visavis/appointments/database.ts';
import type pg from 'pg';
import * as v from 'valibot';
import { certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Finding, ok, skipped, warning } from '../check.ts';
import { withDatabaseAt } from '../database.ts';

const oldest = 15;
const slowMs = 50;

export interface DatabaseFacts {
  /** `server_version_num`, for instance 150020. */
  version: number;
  /** When the newest migration that was applied was made, milliseconds since 1970; undefined: never migrated. */
  appliedMs: number | undefined;
  /** The same of this version's own. */
  newestMs: number;
  latencyMs: number;
}

/** Facts about a database that lets us in, judged. */
export function interpretDatabase({ version, appliedMs, newestMs, latencyMs }: DatabaseFacts): Finding {
  const major = Math.floor(version / 10_000);
  if (major < oldest) return broken(`PostgreSQL ${major} is too old`, `use PostgreSQL ${oldest} or newer.`);
  if (appliedMs === undefined) {
    return broken('the tables were never made', 'start the role appointments once: it makes them.');
  }
  if (appliedMs < newestMs)
    return broken('the tables are of an older version', 'restart the role appointments: it migrates.');
  if (appliedMs > newestMs) return warning('the tables are of a newer version', 'run the doctor of that version.');
  if (latencyMs > slowMs)
    return warning(`an answer takes ${Math.round(latencyMs)} ms`, 'bring database and service nearer.');
  return ok(`PostgreSQL ${major}, migrated, an answer takes ${latencyMs.toFixed(1)} ms`);
}

const noEntry = {
  says: 'the database refuses this user',
  fix: 'compare user and password in DATABASE_URL with the server.',
};
const refusals: Record<string, { says: string; fix: string }> = {
  '28P01': noEntry,
  '28000': noEntry,
  '3D000': { says: 'this database does not exist', fix: 'create it, or correct the name in DATABASE_URL.' },
  '42501': { says: 'this user may not read the tables', fix: 'make the user of DATABASE_URL their owner.' },
  '53300': { says: 'the database takes no more connections', fix: 'raise max_connections, or run fewer instances.' },
};

/** What a refused connection says, judged. */
export function interpretDatabaseError(error: unknown): Finding {
  const code = codeOf(error);
  const known = (code === undefined ? undefined : refusals[code]) ?? certificateFault(code);
  if (known) return broken(known.says, known.fix);
  return broken(
    `the database is not reached (${code ?? 'no answer'})`,
    'see whether it runs, and DATABASE_URL and the network between.',
  );
}

const Journal = v.object({ entries: v.array(v.object({ when: v.number() })) });

function newestMigrationMs(): number {
  const journal = v.parse(Journal, JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')));
  return Math.max(...journal.entries.map(({ when }) => when));
}

async function appliedMigrationMs(client: pg.Client): Promise<number | undefined> {
  const there = await client.query<{ name: string | null }>(
    "select to_regclass('drizzle.__drizzle_migrations') as name",
  );
  if (!there.rows[0]?.name) return undefined;
  const { rows } = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from drizzle.__drizzle_migrations',
  );
  return rows[0]?.newest ? Number(rows[0].newest) : undefined;
}

async function look(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const startedMs = performance.now();
  await client.query('select 1');
  const latencyMs = performance.now() - startedMs;
  const appliedMs = await appliedMigrationMs(client);
  const version = Number(rows[0]?.server_version_num);
  return interpretDatabase({ version, appliedMs, newestMs: newestMigrationMs(), latencyMs });
}

/** The database at `url`, looked at and judged. */
export async function findDatabase(url: string, signal: AbortSignal): Promise<Finding> {
  try {
    return await withDatabaseAt(url, signal, look);
  } catch (error) {
    return interpretDatabaseError(error);
  }
}

export const databaseCheck: Check = {
  name: 'database',
  remedy: 'see whether it runs, and DATABASE_URL and the network between.',
  async run({ settings, signal }) {
    const { DATABASE_URL: url, ORGANISATIONS: several } = settings;
    if (url !== undefined) return findDatabase(url, signal);
    return skipped(several === undefined ? 'DATABASE_URL is not set: the book lies in DATA_DIR' : 'see organisations');
  },
};
