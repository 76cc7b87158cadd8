/** The appointment book inside the process: PGlite in a directory, or in memory for tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { type Database, migrationsFolder } from './database.ts';
import { lockDirectory } from './directory-lock.ts';

/**
 * Opens or makes the database in `<dataDir>/database` and migrates it; null keeps it in memory. `announce` gets one line
 * before the first start, which takes some seconds.
 * @throws {DirectoryInUse} when another process has it
 */
export async function openPglite(
  dataDir: string | null,
  announce: (line: string) => void = () => {},
): Promise<Database> {
  const lock = dataDir === null ? null : await lockDirectory(dataDir);
  const folder = dataDir === null ? 'memory://' : join(dataDir, 'database');
  if (dataDir !== null && !existsSync(folder)) announce('first start: making the database, this takes some seconds');
  try {
    const lite = await PGlite.create(folder);
    const db = drizzle(lite);
    await migrate(db, { migrationsFolder });
    let closing: Promise<void> | undefined;
    return {
      db,
      kind: 'pglite',
      async ready() {
        await db.execute(sql`select 1`);
        return true;
      },
      close() {
        closing ??= lite.close().then(() => lock?.release());
        return closing;
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}
