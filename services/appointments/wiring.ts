/** Picks the implementations that configuration asks for: database, secrets, API keys and mailer. */
import { join } from 'node:path';
import { errorKind, type Log } from '@visavis/runtime';
import type { ApiKeys } from './api-keys.ts';
import { openApiKeysFolder } from './api-keys-folder.ts';
import { openApiKeysTable } from './api-keys-postgres.ts';
import type { Database } from './database.ts';
import { openPglite } from './database-pglite.ts';
import { openPostgres } from './database-postgres.ts';
import type { Mailer } from './invitations/mailer.ts';
import { clearOutbox, createOutboxMailer, forgetOutbox } from './invitations/mailer-outbox.ts';
import { createSmtpMailer } from './invitations/mailer-smtp.ts';
import { createSecrets, loadOrCreateSecrets, type SecretMaterial, type Secrets } from './secrets.ts';

/** Where the book lies: PostgreSQL when `databaseUrl` is given, else PGlite in `dataDir`. */
export interface BookPlace {
  databaseUrl?: string | undefined;
  dataDir: string;
}

export interface Book {
  database: Database;
  secrets: Secrets;
  apiKeys: ApiKeys;
}

/**
 * Opens database, secrets and keys. PostgreSQL needs `material`; PGlite takes the secrets of `secrets.json` in `dataDir`
 * unless `material` is given. `announce` gets a line for the console when something takes long.
 * @throws {DirectoryInUse} when another process has the directory
 * @throws {SecretsDamaged} when `secrets.json` is there and cannot be read
 */
export async function openBook(
  place: BookPlace & { material: SecretMaterial | null },
  log: Log,
  announce: (line: string) => void,
): Promise<Book> {
  const { databaseUrl, dataDir, material } = place;
  if (databaseUrl !== undefined && material !== null) {
    const lost = (error: Error) => log.warn('database connection lost', { kind: errorKind(error) });
    const database = await openPostgres(databaseUrl, lost);
    return { database, secrets: createSecrets(material), apiKeys: openApiKeysTable(database.db) };
  }
  const secrets = createSecrets(material ?? loadOrCreateSecrets(dataDir));
  return { database: await openPglite(dataDir, announce), secrets, apiKeys: openApiKeysFolder(dataDir) };
}

/** Opens the keys in PostgreSQL alone, migrated if it was not. Those beside the embedded database are files, see `key.ts`. */
export async function openApiKeysDatabase(databaseUrl: string): Promise<{ keys: ApiKeys; close(): Promise<void> }> {
  const database = await openPostgres(databaseUrl);
  return { keys: openApiKeysTable(database.db), close: database.close };
}

/** A mailer, and what it leaves behind on this machine. */
export interface OpenMailer {
  mailer: Mailer;
  /** Deletes mails kept as files that are older than `beforeMs`; answers how many. */
  clear(beforeMs: number): Promise<number>;
  /** Deletes mails kept as files that were for one of `addresses`; answers how many. */
  forget(addresses: readonly string[]): Promise<number>;
}

/** SMTP when `smtpUrl` is given, else `.eml` files in `<dataDir>/outbox`. */
export function openMailer(options: {
  smtpUrl?: string | undefined;
  ca?: string | undefined;
  dataDir: string;
}): OpenMailer {
  const { smtpUrl, ca } = options;
  const folder = join(options.dataDir, 'outbox');
  const mailer =
    smtpUrl === undefined
      ? createOutboxMailer(folder)
      : createSmtpMailer({ url: smtpUrl, ...(ca === undefined ? {} : { ca }) });
  return {
    mailer,
    clear: (beforeMs) => clearOutbox(folder, beforeMs),
    forget: (addresses) => forgetOutbox(folder, addresses),
  };
}
