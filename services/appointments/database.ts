/** The database of the appointment book: PostgreSQL, or PGlite inside the process; the same tables and migrations for both. */
import { fileURLToPath } from 'node:url';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Drizzle on either driver. */
export type Db = PgDatabase<PgQueryResultHKT>;
/** What `db.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];

/** An open, migrated database. Who opens it closes it. */
export interface Database {
  db: Db;
  kind: 'pglite' | 'postgres';
  /** True when a statement goes through; false or a throw means that it does not. */
  ready(): Promise<boolean>;
  /** Idempotent; gives the directory free. */
  close(): Promise<void>;
}

/** Where drizzle-kit put the migrations. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
