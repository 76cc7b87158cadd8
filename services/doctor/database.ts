/** The doctor's line to the database of the appointment book: reads, and changes nothing. */
import pg from 'pg';
import type { Context } from './check.ts';

/** Opens a line for `use` and closes it afterwards; undefined when no PostgreSQL is set. */
export async function withDatabase<T>(
  { settings, signal }: Context,
  use: (client: pg.Client) => Promise<T>,
): Promise<T | undefined> {
  return settings.DATABASE_URL === undefined ? undefined : withDatabaseAt(settings.DATABASE_URL, signal, use);
}

/** The same for the one at `url`. */
export async function withDatabaseAt<T>(
  url: string,
  signal: AbortSignal,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 4_000,
    statement_timeout: 4_000,
    application_name: 'visavis-doctor',
  });
  client.on('error', () => undefined);
  signal.addEventListener('abort', () => void client.end());
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The clock of the database, milliseconds since 1970. */
export function databaseTimeMs(context: Context): Promise<number | undefined> {
  return withDatabase(context, async (client) => {
    const { rows } = await client.query<{ ms: string }>('select extract(epoch from clock_timestamp()) * 1000 as ms');
    const [row] = rows;
    return row && Number(row.ms);
  });
}
