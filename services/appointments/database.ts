/** The database of the appointment book: PostgreSQL, or PGlite inside the process; the same tables and migrations for both. */
import { fileURLToPath } from 'node:url';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Drizzle on either driver. */
export type Db = PgDatabase<PgQueryResultHKT>;
/** What `db.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];

/** A statement that is asked often, with `$1` and on for its values: a text that never changes, under a name of its own. */
export interface Statement {
  name: string;
  text: string;
}

/** An open, migrated database. Who opens it closes it. */
export interface Database {
  db: Db;
  kind: 'pglite' | 'postgres';
  /** Asks in a transaction of its own and answers the rows as objects; the database plans the statement once a connection. */
  ask(statement: Statement, values: readonly (string | number | boolean | null)[]): Promise<unknown[]>;
  /** Under which name Drizzle's `prepare` may keep a statement: `name`, or none where connections are not ours alone. */
  nameOf(name: string): string;
  /** True when a statement goes through; false or a throw means that it does not. */
  ready(): Promise<boolean>;
  /** Idempotent; gives the directory free. */
  close(): Promise<void>;
}

/** Where drizzle-kit put the migrations. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
