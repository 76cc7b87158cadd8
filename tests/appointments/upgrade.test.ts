/** PostgreSQL as operators live with it: migrations beside an instance at work, and a backup that is worth something. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../services/appointments/database-postgres.ts';
import { createSecrets } from '../../services/appointments/secrets.ts';
import { admit, create, list } from '../support/appointment-samples.ts';
import { startAppointments } from '../support/appointments-app.ts';
import { makeOlderDatabase, migrationTags, startOlderInstance } from '../support/older-database.ts';
import { programFolder, startPostgres, type TestPostgres } from '../support/postgres.ts';

/** The version from which the upgrade begins: all tables that grow are there. */
const older = '0004_sign_in';
const rows = 30_000;

let server: TestPostgres;
beforeAll(() => {
  server = startPostgres();
}, 60_000);
afterAll(() => server?.stop());

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Where each table lies, by what PostgreSQL calls it for good: a migration that writes one anew, holding it all the while, puts it elsewhere. */
async function placesOf(client: pg.Client): Promise<Map<string, string>> {
  const found = await client.query<{ table: string; place: string }>(
    "select oid::text as table, relfilenode::text as place from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  return new Map(found.rows.map(({ table, place }) => [table, place]));
}

describe('migrations', () => {
  it('go forward once, from two instances at once, while an older one works and somebody reads for long', async () => {
    const url = await server.createDatabase();
    await makeOlderDatabase(url, older, rows);
    const [reader, watcher] = [await connected(url), await connected(url)];
    const places = await placesOf(watcher);
    await reader.query('begin');
    await reader.query('select count(*) from appointments');
    const working = startOlderInstance(url);
    const opening = Promise.all([openPostgres(url), openPostgres(url)]);
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'relation'";
    const patience = { timeout: 40_000 };
    await expect.poll(async () => (await watcher.query(waiting)).rowCount ?? 0, patience).toBeGreaterThan(0);
    // The reader holds the migration up, which holds nobody else up for long.
    const before = working.seen.deeds;
    await expect.poll(() => working.seen.deeds - before, patience).toBeGreaterThan(50);
    await reader.query('commit');
    const both = await opening;
    const after = working.seen.deeds;
    await expect.poll(() => working.seen.deeds - after, patience).toBeGreaterThan(20);
    await working.end();
    expect(working.seen.longestMs).toBeLessThan(15_000);
    const applied = await watcher.query('select created_at from drizzle.__drizzle_migrations');
    expect(applied.rowCount).toBe(migrationTags().length);
    const moved = [...(await placesOf(watcher))].filter(([table, place]) => (places.get(table) ?? place) !== place);
    expect(moved).toEqual([]);
    await Promise.all([...both.map((one) => one.close()), reader.end(), watcher.end()]);
  }, 150_000);
});

describe('a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vv-backup-'));
  const dump = join(folder, 'visavis.dump');
  const run = (program: string, ...words: string[]) =>
    execFileSync(join(programFolder(), program), words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const secret = () => randomBytes(32).toString('base64url');
  const secrets = createSecrets({ dataKey: secret(), codePepper: secret() });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('restored into an empty database, with the secrets, lets guests in by the links they have', async () => {
    const url = await server.createDatabase();
    const database = await openPostgres(url);
    const test = await startAppointments(database, { secrets });
    const made = await create(test);
    const jwks = await test.send('GET', '/.well-known/jwks.json');
    await test.appointments.settled();
    run('pg_dump', '--format=custom', '--no-owner', `--file=${dump}`, url);
    await test.close();
    await database.close();

    const empty = await server.createDatabase();
    run('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${empty}`, dump);
    const restored = await openPostgres(empty);
    const again = await startAppointments(restored, { secrets });
    expect(await list(again)).toMatchObject([{ id: made.id, guest: made.guest }]);
    const link = { appointment: made.id, code: made.dialInCode };
    expect(await admit(again, link)).toMatchObject({ room: made.room, seat: 'guest' });
    expect((await again.send('GET', '/.well-known/jwks.json')).body).toEqual(jwks.body);
    await again.close();
    await restored.close();
  }, 60_000);

  it('without the secrets does not start, and says so', async () => {
    const empty = await server.createDatabase();
    run('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${empty}`, dump);
    const restored = await openPostgres(empty);
    const others = createSecrets({ dataKey: secret(), codePepper: secret() });
    await expect(startAppointments(restored, { secrets: others })).rejects.toThrow('does not open');
    await restored.close();
  }, 60_000);
});
