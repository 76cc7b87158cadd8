/** Rotation of the ticket keys by the clock: published before use, signing for 30 days, gone when no ticket needs them. */

import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyLife, nextKey } from '../../services/appointments/signing-keys.ts';
import { admitted, day, hour, minute } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

describe('the plan of keys', () => {
  it('makes the first key for now and each next one a day before its turn', () => {
    const first = nextKey([], 1_000);
    expect(first).toEqual({ signsFromMs: 1_000, signsUntilMs: 1_000 + 30 * day });
    const keys = first ? [first] : [];
    expect(nextKey(keys, 1_000 + 29 * day - 1)).toBeNull();
    expect(nextKey(keys, 1_000 + 29 * day)).toEqual({ signsFromMs: 1_000 + 30 * day, signsUntilMs: 1_000 + 60 * day });
  });

  it('makes a key for now when the service slept past its last one', () => {
    expect(nextKey([{ signsFromMs: 0, signsUntilMs: 30 * day }], 40 * day)).toEqual({
      signsFromMs: 40 * day,
      signsUntilMs: 70 * day,
    });
  });
});

describe.each(databaseKinds)('the keys on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => database?.close(), 30_000);
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const published = async () => (await test.send('GET', '/.well-known/jwks.json')).body as JSONWebKeySet;
  const kids = async () => (await published()).keys.map((key) => key.kid);
  const ticket = async () => (await admitted(test)).ticket;
  const advance = async (byMs: number) => {
    if (byMs >= day / 2) test.clock.jump(byMs);
    else test.clock.advance(byMs);
    await test.appointments.settled();
  };

  it('signs with the published key, and says nothing private about it', async () => {
    const [key] = (await published()).keys;
    expect(Object.keys(key ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(decodeProtectedHeader(await ticket())).toEqual({ alg: 'Ed25519', typ: 'visavis-ticket+jwt', kid: key?.kid });
  });

  it('publishes the next key a day before it signs, and the old one until its tickets are over', async () => {
    const [first] = await kids();
    await advance(29 * day + minute);
    const [, second] = await kids();
    expect(second).toBeTypeOf('string');
    expect(decodeProtectedHeader(await ticket()).kid).toBe(first);
    const beforeTurn = await published();
    await advance(day - 2 * minute);
    const last = await ticket();
    await advance(2 * minute);
    const next = await ticket();
    expect(decodeProtectedHeader(next).kid).toBe(second);
    const currentDate = new Date(test.clock.now());
    await jwtVerify(next, createLocalJWKSet(beforeTurn), { currentDate });
    await jwtVerify(last, createLocalJWKSet(await published()), { currentDate, clockTolerance: 120 });
    expect(await kids()).toContain(first);
    await advance(keyLife.publishedAfterMs + hour);
    expect(await kids()).toEqual([second]);
  });

  it('are the same for a second instance, which makes none of its own', async () => {
    const second = await startAppointments(database.database, { secrets: test.secrets, clock: test.clock });
    const others = await second.send('GET', '/.well-known/jwks.json');
    expect(others.body).toEqual(await published());
    await second.close();
  });

  it('come from one hand when instances start at the same moment', async () => {
    await test.close();
    await database.reset();
    const started = await Promise.all(
      [1, 2, 3].map(() => startAppointments(database.database, { secrets: test.secrets, clock: test.clock })),
    );
    const seen = await Promise.all(started.map((one) => one.send('GET', '/.well-known/jwks.json')));
    expect(new Set(seen.map(({ text }) => text)).size).toBe(1);
    await Promise.all(started.map((one) => one.close()));
  });

  it('do not open with another data key, so that a wrong secret stops the start', async () => {
    await expect(startAppointments(database.database)).rejects.toThrow('signing_keys.private_enc');
  });
});
