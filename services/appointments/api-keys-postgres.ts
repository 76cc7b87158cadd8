/** API keys in the database that all instances share. */
import { asc, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { ApiKeyRecord, type ApiKeys } from './api-keys.ts';
import type { Db } from './database.ts';
import { apiKeys } from './schema.ts';

const recordOf = ({ scopes, createdAt, ...row }: typeof apiKeys.$inferSelect): ApiKeyRecord =>
  v.parse(ApiKeyRecord, { ...row, createdAt: createdAt.toISOString(), ...(scopes === null ? {} : { scopes }) });

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
