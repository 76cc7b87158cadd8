/** A secret is exchanged while browsers go on: every step of the procedure in services/turn/README.md, on a real coturn. */

import { openTurnClient, type TurnClient, type TurnCredentials, turnCredentials } from '@visavis/turn';
import { afterEach, describe, expect, it } from 'vitest';
import { iceServersFor } from '../../services/signalling/ice.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';

const old = 'the-secret-of-last-year';
const next = 'the-secret-of-this-year';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function relayWith(...secrets: string[]): Promise<Coturn> {
  const coturn = await startCoturn({ settings: { secrets } });
  closers.push(coturn.close);
  return coturn;
}

async function clientOf({ address, port }: Coturn, credentials: TurnCredentials): Promise<TurnClient> {
  const client = await openTurnClient({ host: address, port }, credentials);
  closers.push(client.close);
  return client;
}

/** As a pod with this secret tells a browser. */
function toldBy(turnSecret: string): TurnCredentials {
  const pod = { stunUrls: [], turnUrls: ['turn:relay.test'], turnSecret, ttlMs: 3_600_000 };
  const [{ username = '', credential = '' } = {}] = iceServersFor(pod, Date.now()).iceServers;
  return { username, password: credential };
}

describe('while the secret is exchanged', () => {
  it('the relay takes what pods sign with either secret, and no other', async () => {
    const coturn = await relayWith(next, old);
    for (const secret of [old, next]) await (await clientOf(coturn, toldBy(secret))).allocate('ipv4');
    const stranger = await clientOf(coturn, toldBy('a-secret-of-nobody-here'));
    await expect(stranger.allocate('ipv4')).rejects.toMatchObject({ name: 'TurnRefused', code: 401 });
  });

  it('a relay that has dropped the old one refuses it with 401, which is how credentials are revoked', async () => {
    const coturn = await relayWith(next);
    await (await clientOf(coturn, toldBy(next))).allocate('ipv4');
    const late = await clientOf(coturn, toldBy(old));
    await expect(late.allocate('ipv4')).rejects.toMatchObject({ name: 'TurnRefused', code: 401 });
  });

  it('a conversation that is relayed already outlives its credential', async () => {
    const coturn = await relayWith(next, old);
    const inTwoSeconds = Date.now() / 1000 + 2;
    const running = await clientOf(coturn, turnCredentials(old, inTwoSeconds));
    await running.allocate('ipv4');
    const isOver = async () => {
      const late = await clientOf(coturn, turnCredentials(old, inTwoSeconds));
      return late.allocate('ipv4').then(
        () => false,
        () => true,
      );
    };
    await expect.poll(isOver, { timeout: 10_000, interval: 250 }).toBe(true);
    expect(await running.permission('127.0.0.1')).toBeNull();
  });
});
