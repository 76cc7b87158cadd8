/** The databases and key stores against their contracts; the embedded one also against a second process and a kill. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiKeysFolder } from '../../services/appointments/api-keys-folder.ts';
import { openApiKeysTable } from '../../services/appointments/api-keys-postgres.ts';
import { openPglite } from '../../services/appointments/database-pglite.ts';
import { openPostgres } from '../../services/appointments/database-postgres.ts';
import { lockDirectory } from '../../services/appointments/directory-lock.ts';
import { loadOrCreateSecrets } from '../../services/appointments/secrets.ts';
import { apiKeysContract, databaseContract } from '../contracts/database.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'vv-data-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const file = (name: string) => fileURLToPath(new URL(`../../services/appointments/${name}`, import.meta.url));

describe('PGlite in a directory', () => {
  const made = newFolder();
  const lines: string[] = [];
  const announce = (line: string) => void lines.push(line);
  beforeAll(async () => {
    await (await openPglite(made, announce)).close();
  }, 120_000);

  databaseContract(async () => {
    const folder = newFolder();
    cpSync(join(made, 'database'), join(folder, 'database'), { recursive: true });
    return { database: await openPglite(folder), reopen: () => openPglite(folder) };
  });

  it('announces the first start only, and starts again with less than 3 seconds of work', async () => {
    expect(lines).toEqual(['first start: making the database, this takes some seconds']);
    const before = process.cpuUsage();
    const database = await openPglite(made, announce);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
    expect(lines).toHaveLength(1);
    await database.close();
  }, 60_000);
});

describe('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(() => {
    server = startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());

  databaseContract(async () => {
    const url = await server.createDatabase();
    return { database: await openPostgres(url), reopen: () => openPostgres(url) };
  });

  it('is migrated once when three instances start at the same moment', async () => {
    const url = await server.createDatabase();
    const all = await Promise.all([1, 2, 3].map(() => openPostgres(url)));
    expect(await Promise.all(all.map((one) => one.ready()))).toEqual([true, true, true]);
    await Promise.all(all.map((one) => one.close()));
  }, 60_000);

  it('keeps statements under their names, but none where a pooler shares out connections', async () => {
    const url = await server.createDatabase();
    const names = { name: 'names', text: "select name from pg_prepared_statements where name <> ''" };
    for (const [address, kept] of [
      [url, [{ name: 'names' }]],
      [`${url}&prepare=false`, []],
    ] as const) {
      const database = await openPostgres(address);
      await database.ask(names, []);
      expect(await database.ask(names, [])).toEqual(kept);
      await database.close();
    }
  }, 60_000);

  describe('keeps', () => {
    apiKeysContract(async () => {
      const database = await openPostgres(await server.createDatabase());
      return openApiKeysTable(database.db);
    });
  });

  it('serves `npm run key` before the first start', async () => {
    const env = { ...process.env, DATABASE_URL: await server.createDatabase() };
    const [, key = ''] = /^key: (vv_\S+)$/m.exec(runKey(env, 'create', 'portal').stdout) ?? [];
    expect(key).toMatch(/^vv_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/);
    expect(runKey(env, 'list').stdout).toMatch(/^[0-9a-f]{16} {2}\S+ {2}portal\n$/);
  }, 60_000);
});

function runKey(env: NodeJS.ProcessEnv, ...words: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file('key.ts'), ...words], { env, encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('keys in a folder', () => {
  apiKeysContract(async () => openApiKeysFolder(newFolder()));

  it('are made, listed and revoked by `npm run key` while the database is in use', async () => {
    const folder = newFolder();
    const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '' };
    const lock = await lockDirectory(folder);
    const key = runKey(env, 'create', 'the', 'portal').stdout.replace(/^key: |\n$/g, '');
    const id = key.split('_')[1] ?? '';
    expect((await openApiKeysFolder(folder).find(id))?.name).toBe('the portal');
    expect(statSync(join(folder, 'keys', `${id}.json`)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'keys', `${id}.json`), 'utf8')).not.toContain(key.slice(-43));
    expect(runKey(env, 'list').stdout).toContain('the portal');
    const limited = runKey(env, 'create', 'calendar', '--scope', 'appointments:read', '--scope', 'offer');
    expect(limited.stdout).toMatch(/^key: vv_/);
    expect(runKey(env, 'list').stdout).toMatch(/ {2}calendar {2}\(appointments:read, offer\)\n/);
    const unknown = runKey(env, 'create', 'calendar', '--scope', 'everything');
    expect(unknown).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('appointments:write') });
    expect(runKey(env, 'revoke', id)).toMatchObject({ status: 0, stdout: `revoked: ${id}\n` });
    expect(runKey(env, 'revoke', id)).toMatchObject({ status: 1 });
    expect(runKey(env)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('create <name>') });
    await lock.release();
  }, 60_000);
});

describe('the lock of a directory', () => {
  const holder = `import(process.argv[1]).then(({ lockDirectory }) => lockDirectory(process.argv[2])).then(() => { console.log('held'); setInterval(() => {}, 1e6); })`;
  const hold = async (folder: string) => {
    const child = spawn(process.execPath, ['-e', holder, file('directory-lock.ts'), folder]);
    await once(child.stdout, 'data');
    return child;
  };

  it('keeps a second process out until the first has ended, however it ends', async () => {
    const folder = newFolder();
    const child = await hold(folder);
    await expect(lockDirectory(folder)).rejects.toThrow('in use by another process');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const locks = await Promise.allSettled([1, 2, 3].map(() => lockDirectory(folder)));
    const held = locks.filter((lock) => lock.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value.release();
    await (await lockDirectory(folder)).release();
  }, 30_000);

  it('works in a folder whose path is longer than a socket may have', async () => {
    const folder = join(newFolder(), 'x'.repeat(120));
    const lock = await lockDirectory(folder);
    await expect(lockDirectory(folder)).rejects.toThrow('in use');
    await lock.release();
    await lock.release();
    expect(existsSync(join(folder, 'lock.sock'))).toBe(false);
  });
});

describe('secrets.json', () => {
  it('is made once, for its owner only, and stays the same', () => {
    const folder = join(newFolder(), 'data');
    const made = loadOrCreateSecrets(folder);
    expect(loadOrCreateSecrets(folder)).toEqual(made);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(new Set([made.dataKey, made.codePepper, made.resumeKey]).size).toBe(3);
    for (const text of Object.values(made)) expect(Buffer.from(text, 'base64url')).toHaveLength(32);
  });

  it('stops the start when it is damaged instead of making other secrets', () => {
    const folder = newFolder();
    loadOrCreateSecrets(folder);
    for (const damaged of ['{"dataKey":"x"}', '{"dataKey', '']) {
      writeFileSync(join(folder, 'secrets.json'), damaged);
      expect(() => loadOrCreateSecrets(folder)).toThrow('secrets.json is damaged');
      expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe(damaged);
    }
  });
});
