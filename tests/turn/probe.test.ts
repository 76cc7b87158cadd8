/** A real coturn with the product's configuration, and what it refuses to reach. */

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { manualClock } from '@visavis/runtime';
import { bindingAnswers, openTurnClient, probeDenyList, TurnRefused } from '@visavis/turn';
import { afterEach, describe, expect, it } from 'vitest';
import { type Coturn, type CoturnOptions, startCoturn } from '../support/coturn.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function relay(options: CoturnOptions = {}): Promise<Coturn> {
  const coturn = await startCoturn({ allowLoopbackPeers: false, ...options });
  closers.push(coturn.close);
  return coturn;
}

const server = ({ address, port }: Coturn) => ({ host: address, port });
const bothFamilies = { relayIps: ['127.0.0.1', '::1'] };

describe('the relay', () => {
  it('reaches public addresses and none of the denied ranges, in both families', async () => {
    const coturn = await relay({ settings: bothFamilies });
    const report = await probeDenyList(server(coturn), coturn.credentials());
    expect(report.skipped).toEqual([]);
    expect(report.wrong).toEqual([]);
    expect(report.findings.filter(({ found }) => found === 'allowed')).toHaveLength(2);
    expect(report.findings.length).toBeGreaterThan(60);
  });

  it('is found out when its deny list is missing', async () => {
    const coturn = await relay({ allowLoopbackPeers: true, settings: bothFamilies });
    const report = await probeDenyList(server(coturn), coturn.credentials());
    const wrong = report.wrong.map(({ address }) => address);
    // Newer ones refuse link and unique local addresses whatever is configured.
    expect(wrong).toEqual(expect.arrayContaining(['127.0.0.1', '10.1.2.3', '172.17.0.1', '::ffff:10.1.2.3']));
  });

  it('is not asked for a family that it has not', async () => {
    const coturn = await relay();
    const report = await probeDenyList(server(coturn), coturn.credentials());
    expect(report.skipped).toEqual(['ipv6']);
    expect(report.wrong).toEqual([]);
  });

  it('starts without a complaint about its configuration', async () => {
    const coturn = await relay({ settings: bothFamilies });
    expect(await bindingAnswers(server(coturn))).toBe(true);
    expect(coturn.said()).not.toMatch(/Bad configuration|Wrong address|Unknown|deprecated|WARNING.*option/i);
  });

  it('refuses credentials whose time is over', async () => {
    const coturn = await relay();
    const client = await openTurnClient(server(coturn), coturn.credentials(-60));
    closers.push(client.close);
    await expect(client.allocate('ipv4')).rejects.toMatchObject({ code: 401 });
  });
});

describe('a relay that is silent', () => {
  it('is asked five times and then reported', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    closers.push(() => new Promise((resolve) => silent.close(() => resolve())));
    const clock = manualClock();
    let heard = 0;
    const client = await openTurnClient(
      { host: '127.0.0.1', port: silent.address().port },
      { username: 'u', password: 'p' },
      clock,
    );
    closers.push(client.close);
    const refused = client.allocate('ipv4').catch((error: unknown) => error);
    for (const waitMs of [500, 1000, 2000, 4000, 8000]) {
      await once(silent, 'message');
      heard += 1;
      clock.advance(waitMs);
    }
    const error = await refused;
    expect(error).toBeInstanceOf(TurnRefused);
    expect(error).toMatchObject({ code: null });
    expect(heard).toBe(5);
  });
});
