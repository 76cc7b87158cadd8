/** What the appointment book expects of its database and its API keys, whichever they are: one suite for every implementation. */
import { describe, expect, it } from 'vitest';
import { type ApiKeys, newApiKey, verifyApiKey } from '../../services/appointments/api-keys.ts';
import type { Database } from '../../services/appointments/database.ts';
import { advisors } from '../../services/appointments/schema.ts';
import { signInTokens } from '../../services/appointments/schema-sign-in.ts';

const advisor = { id: 'house', name: 'Frau Berger', isActive: true, createdAt: new Date(1_800_000_000_123) };

/** `open` makes an empty database; `reopen` opens the same one again after it was closed. */
export function databaseContract(open: () => Promise<{ database: Database; reopen: () => Promise<Database> }>): void {
  describe('a database', () => {
    it('is migrated when it opens, keeps what it is given, to the millisecond, and migrates only once', async () => {
      const { database, reopen } = await open();
      await database.db.insert(advisors).values(advisor);
      await database.close();
      const again = await reopen();
      expect(await again.ready()).toBe(true);
      expect(await again.db.select().from(advisors)).toMatchObject([advisor]);
      await again.close();
    }, 60_000);

    it('forgets all of a transaction that fails, and keeps all of one that does not', async () => {
      const { database } = await open();
      const failing = database.db.transaction(async (tx) => {
        await tx.insert(advisors).values(advisor);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await database.db.select().from(advisors)).toEqual([]);
      await database.db.transaction(async (tx) => void (await tx.insert(advisors).values(advisor)));
      expect(await database.db.select().from(advisors)).toHaveLength(1);
      await database.close();
    }, 60_000);

    it('refuses a row whose owner does not exist', async () => {
      const { database } = await open();
      const orphan = { sha256: 'x', advisorId: 'nobody', expiresAt: new Date() };
      await expect(database.db.insert(signInTokens).values(orphan)).rejects.toThrow();
      await database.close();
    }, 60_000);

    it('may be closed twice', async () => {
      const { database } = await open();
      await database.close();
      await database.close();
      await expect(database.ready()).rejects.toThrow();
    }, 60_000);
  });
}

/** `open` answers an empty store of keys. */
export function apiKeysContract(open: () => Promise<ApiKeys>): void {
  describe('API keys', () => {
    it('are known by their whole text only, and listed by age without their secret', async () => {
      const keys = await open();
      const first = newApiKey('portal', 1_800_000_000_000);
      const second = newApiKey('Kalender öäü', 1_800_000_001_000);
      await keys.add(second.record);
      await keys.add(first.record);
      expect((await verifyApiKey(keys, first.key))?.name).toBe('portal');
      expect(
        await verifyApiKey(
          keys,
          first.key.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')),
        ),
      ).toBeNull();
      expect(await verifyApiKey(keys, newApiKey('other', 0).key)).toBeNull();
      expect(await keys.list()).toEqual([first.record, second.record]);
      expect(JSON.stringify(await keys.list())).not.toContain(first.key.slice(-43));
    });

    it('are gone when revoked, and revoked once', async () => {
      const keys = await open();
      const { key, record } = newApiKey('portal', 1_800_000_000_000);
      await keys.add(record);
      expect(await keys.revoke(record.id)).toBe(true);
      expect(await keys.revoke(record.id)).toBe(false);
      expect(await verifyApiKey(keys, key)).toBeNull();
      expect(await keys.list()).toEqual([]);
    });

    it('keep what they are limited to, and are good for everything without', async () => {
      const keys = await open();
      const limited = newApiKey('portal', 1_800_000_000_000, ['requests', 'appointments:read', 'requests']);
      await keys.add(limited.record);
      expect((await verifyApiKey(keys, limited.key))?.scopes).toEqual(['requests', 'appointments:read']);
      const whole = newApiKey('older', 1_800_000_000_000);
      await keys.add(whole.record);
      expect(await verifyApiKey(keys, whole.key)).not.toHaveProperty('scopes');
      expect(() => newApiKey('none', 0, [])).toThrow();
    });

    it('find nothing under names that are no ids', async () => {
      const keys = await open();
      for (const id of ['', '../secrets', 'A'.repeat(10_000), "' or 1=1"]) {
        expect(await keys.find(id)).toBeNull();
        expect(await keys.revoke(id)).toBe(false);
      }
    });
  });
}
