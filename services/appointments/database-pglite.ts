/** The appointment book inside the process: PGlite in a directory that no other process has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { type Database, migrationsFolder } from './database.ts';
import { lockDirectory } from './directory-lock.ts';

/** Migrates `lite` and answers it as a database; `released` is called once it is closed. */
async function migrated(lite: PGlite, released: () => Promise<void> = async () => {}): Promise<Database> {
  const db = drizzle(lite);
  await migrate(db, { migrationsFolder });
  let closing: Promise<void> | undefined;
  return {
    db,
    kind: 'pglite',
    ask: async ({ text }, values) => (await lite.query(text, [...values])).rows,
    nameOf: (name) => name,
    async ready() {
      await db.execute(sql`select 1`);
      return true;
    },
    close() {
      closing ??= lite.close().then(released);
      return closing;
    },
  };
}

/**
 * Opens or makes the database in `<dataDir>/database` and migrates it. `announce` gets one line before the first start,
 * which takes some seconds.
 * @throws {DirectoryInUse} when another process has it
 */
export async function openPglite(dataDir: string, announce: (line: string) => void = () => {}): Promise<Database> {
  const lock = await lockDirectory(dataDir);
  const folder = join(dataDir, 'database');
  if (!existsSync(folder)) announce('first start: making the database, this takes some seconds');
  try {
    return await migrated(await PGlite.create(folder), lock.release);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A database in memory that begins as a copy of `dump`, which PGlite's `dumpDataDir` made. */
export async function openPgliteFrom(dump: Blob): Promise<Database> {
  return migrated(await PGlite.create({ loadDataDir: dump }));
}
