/** The issuer changes its keys while pods run: nobody is sent away by it, and the old key ends. */
import { ticketAlgorithm, ticketType } from '@visavis/shared';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { remoteTicketKeys } from '../../services/signalling/ticket-keys.ts';
import { quietLog } from '../support/redis.ts';
import { type Person, World } from '../support/signalling-world.ts';
import { worldsOfTwo } from '../support/signalling-worlds.ts';

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair(ticketAlgorithm);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: ticketAlgorithm, typ: ticketType, kid }).sign(privateKey);
  return { jwk: { ...jwk, kid, alg: ticketAlgorithm, use: 'sig' }, sign };
}
type Key = Awaited<ReturnType<typeof newKey>>;

describe.each(worldsOfTwo)('on $name', ({ ground }) => {
  let world: World;
  let published: JWK[];
  beforeEach(async () => {
    // The key cache goes by the process's own time; nothing else of it stands still.
    vi.useFakeTimers({ toFake: ['Date'] });
    published = [];
    const answer: typeof fetch = async () => Response.json({ keys: published });
    const url = new URL('https://keys.test/jwks');
    world = await World.create({
      ...(await ground()),
      depsOf: () => ({
        keys: remoteTicketKeys(url, { registry: new Registry(), log: quietLog, timeoutMs: 1_000, fetch: answer }),
      }),
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await world.close();
  });

  const later = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000);

  async function hello(person: Person, pod: number, { sign }: Key) {
    const client = await world.connect(pod);
    const ticket = await sign(world.claims(person));
    client.send({ type: 'hello', version: 1, ticket, incarnation: person.incarnation });
    return client;
  }

  test('tickets of the next key are taken on every pod, running lines stay, and the old key ends', async () => {
    const [old, next] = [await newKey(), await newKey()];
    published = [old.jwk];
    const advisor = world.person('advisor');
    const a = await hello(advisor, 0, old);
    const g = await hello(world.person('guest', advisor.room), 1, old);
    const welcome = await a.take('welcome');
    await g.take('welcome');
    published = [old.jwk, next.jwk];
    later(31);
    for (const pod of [0, 1]) {
      await (await hello(world.person('guest'), pod, next)).take('welcome');
      await (await hello(world.person('guest'), pod, old)).take('welcome');
    }
    published = [next.jwk];
    later(601);
    for (const pod of [0, 1]) {
      await (await hello(world.person('guest'), pod, next)).take('welcome');
      const late = await hello(world.person('guest'), pod, old);
      expect(await late.take('error')).toMatchObject({ code: 'ticket-invalid' });
      expect((await late.closed()).code).toBe(4401);
    }
    g.send({ type: 'relay', to: 'advisor', n: 1, a: 0, body: 's.AAAA' });
    await a.take('peer');
    expect(await a.take('relay')).toMatchObject({ n: 1 });
    a.cut();
    const again = await world.resume(welcome.resume ?? '', advisor.incarnation, 1);
    expect(await again.take('welcome')).toMatchObject({ epoch: 2 });
  });
});
