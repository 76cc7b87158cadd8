/** API keys in the database that all instances share. */
import { asc, eq } from 'drizzle-orm';
import type { ApiKeyRecord, ApiKeys } from './api-keys.ts';
import type { Db } from './database.ts';
import { apiKeys } from './schema.ts';

const recordOf = (row: typeof apiKeys.$inferSelect): ApiKeyRecord => ({
  id: row.id,
  name: row.name,
  sha256: row.sha256,
  createdAt: row.createdAt.toISOString(),
});

/** The table lives in the migrated database behind `db`. */
export function openApiKeysTable(db: Db): ApiKeys {
  return {
    async add(record) {
      await db.insert(apiKeys).values({ ...record, createdAt: new Date(record.createdAt) });
    },
    async find(id) {
      const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
      return row === undefined ? null : recordOf(row);
    },
    list: async () => (await db.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id))).map(recordOf),
    async revoke(id) {
      const rows = await db.delete(apiKeys).where(eq(apiKeys.id, id)).returning({ id: apiKeys.id });
      return rows.length > 0;
    },
  };
}
