/** Real stores, each broken on purpose: Redis, a Redis Cluster and PostgreSQL. */
import { openPostgres } from '@visavis/appointments';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clockCheck } from '../../services/doctor/checks/clock.ts';
import { databaseCheck } from '../../services/doctor/checks/database.ts';
import { organisationsCheck } from '../../services/doctor/checks/organisations.ts';
import { redisCheck } from '../../services/doctor/checks/redis.ts';
import { freePort } from '../support/free-port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { look } from './world.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('Redis', () => {
  const bounded = ['--maxmemory', '64mb', '--maxmemory-policy', 'noeviction'];
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis(bounded);
  });
  afterAll(() => redis.close());
  const found = (url: string) => look(redisCheck, { env: { REDIS_URL: url } });

  it('is fine when it lets messages through and keeps what it has', async () => {
    expect(await found(redis.url)).toMatchObject({ state: 'ok', says: expect.stringContaining('a message takes') });
    expect(await look(clockCheck, { env: { REDIS_URL: redis.url } })).toMatchObject({ state: 'ok', says: /^redis: / });
  });

  it('is broken when it may throw seats away, and warned of without a bound', async () => {
    await redis.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await found(redis.url)).toMatchObject({ state: 'broken', says: expect.stringContaining('allkeys-lru') });
    await redis.client.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.client.config('SET', 'maxmemory', '0');
    expect(await found(redis.url)).toMatchObject({ state: 'warning', says: 'memory has no bound' });
    await redis.client.config('SET', 'maxmemory', '64mb');
  });

  it('is broken when the password is wrong, or it does not listen', async () => {
    await redis.client.config('SET', 'requirepass', 'right');
    const wrong = await found(redis.url.replace('//', '//:wrong@'));
    expect(wrong).toMatchObject({ state: 'broken', says: 'Redis refuses us' });
    expect((await found(redis.url)).says).toBe('Redis refuses us');
    await redis.client.config('SET', 'requirepass', '');
    expect((await found(`redis://127.0.0.1:${await freePort()}`)).says).toBe('Redis is not reached (ECONNREFUSED)');
  });

  it('is broken when the user may not use channels', async () => {
    await redis.client.call('ACL', 'SETUSER', 'deaf', 'on', '>pw', '~*', '+@all', 'resetchannels');
    const deaf = await found(redis.url.replace('//', '//deaf:pw@'));
    expect(deaf).toMatchObject({ state: 'broken', says: 'messages do not come through' });
  });
});

describe('a Redis Cluster', () => {
  it('passes messages on and keeps the time as one server does', async () => {
    const cluster = await startRedisCluster();
    closers.push(cluster.close);
    const env = { REDIS_URL: cluster.url };
    expect(await look(redisCheck, { env })).toMatchObject({ state: 'warning', says: 'memory has no bound' });
    expect((await look(clockCheck, { env })).says).toMatch(/^redis: within/);
  });
});

describe('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(() => {
    server = startPostgres();
  });
  afterAll(() => server.stop());
  const found = (url: string) => look(databaseCheck, { env: { DATABASE_URL: url } });

  it('is broken without tables, fine with them, and broken again when the newest are missing', async () => {
    const url = await server.createDatabase();
    expect(await found(url)).toMatchObject({ state: 'broken', says: 'the tables were never made' });
    const database = await openPostgres(url);
    closers.push(() => database.close());
    expect(await found(url)).toMatchObject({ state: 'ok', says: expect.stringMatching(/^PostgreSQL \d+, migrated/) });
    expect((await look(clockCheck, { env: { DATABASE_URL: url } })).says).toMatch(/^database: within/);
    await database.db.execute('update drizzle.__drizzle_migrations set created_at = created_at - 1');
    expect(await found(url)).toMatchObject({ state: 'broken', says: 'the tables are of an older version' });
  });

  it('is looked at for each of several organisations, and the one that is not well is named', async () => {
    const house = (id: string, url: string) => ({
      id,
      settings: {
        ...{ PUBLIC_URL: `https://${id}.test`, DATABASE_URL: url },
        ...{
          DATA_KEY: Buffer.alloc(32, id).toString('base64url'),
          CODE_PEPPER: Buffer.alloc(32, `${id}p`).toString('base64url'),
        },
      },
    });
    const [well, empty] = [await server.createDatabase(), await server.createDatabase()];
    const database = await openPostgres(well);
    closers.push(() => database.close());
    const both = JSON.stringify([house('a', well), house('b', empty)]);
    const pods = {
      TICKET_ISSUERS: 'https://a.test,https://b.test',
      SIGNALLING_ORIGINS: 'https://a.test,https://b.test',
    };
    const found = () => look(organisationsCheck, { env: { ORGANISATIONS: both, ...pods } });
    expect(await found()).toMatchObject({ state: 'broken', says: 'b: the tables were never made' });
    const other = await openPostgres(empty);
    closers.push(() => other.close());
    expect(await found()).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/^a: PostgreSQL .*; b: PostgreSQL/),
    });
    const strange = { ...pods, ORGANISATIONS: both, TICKET_ISSUERS: 'https://a.test' };
    expect((await look(organisationsCheck, { env: strange })).says).toBe('b: pods do not believe its issuer');
    expect(await look(databaseCheck, { env: { ORGANISATIONS: both } })).toMatchObject({ says: 'see organisations' });
  });

  it('is broken when the database or the user does not exist, or nobody listens', async () => {
    const url = new URL(await server.createDatabase());
    url.pathname = '/nothing';
    expect((await found(url.href)).says).toBe('this database does not exist');
    url.username = 'nobody';
    expect((await found(url.href)).says).toBe('the database refuses this user');
    expect((await found(`postgres://u:secret@127.0.0.1:${await freePort()}/b`)).says).toContain('ECONNREFUSED');
  });
});
