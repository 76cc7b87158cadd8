/** Opens what the appointments service keeps: the database, the secrets beside it, and the API keys. */
import { errorKind, type Log } from '@visavis/runtime';
import type { ApiKeys } from './api-keys.ts';
import { openApiKeysFolder } from './api-keys-folder.ts';
import { openApiKeysTable } from './api-keys-postgres.ts';
import type { Database } from './database.ts';
import { openPglite } from './database-pglite.ts';
import { openPostgres } from './database-postgres.ts';
import { createSecrets, loadOrCreateSecrets, type SecretMaterial, type Secrets } from './secrets.ts';

export interface Book {
  database: Database;
  secrets: Secrets;
  apiKeys: ApiKeys;
}

/**
 * PostgreSQL when `databaseUrl` is given, which needs `material`; else PGlite in `dataDir`, with the secrets of
 * `secrets.json` there unless `material` is given. `announce` gets a line for the console when something takes long.
 * @throws {DirectoryInUse} when another process has the directory
 */
export async function openBook(
  options: { databaseUrl?: string | undefined; dataDir: string; material: SecretMaterial | null },
  log: Log,
  announce: (line: string) => void,
): Promise<Book> {
  const { databaseUrl, dataDir, material } = options;
  if (databaseUrl !== undefined && material !== null) {
    const lost = (error: Error) => log.warn('database connection lost', { kind: errorKind(error) });
    const database = await openPostgres(databaseUrl, lost);
    return { database, secrets: createSecrets(material), apiKeys: openApiKeysTable(database.db) };
  }
  const database = await openPglite(dataDir, announce);
  const secrets = createSecrets(material ?? loadOrCreateSecrets(dataDir));
  return { database, secrets, apiKeys: openApiKeysFolder(dataDir) };
}
