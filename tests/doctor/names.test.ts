/** Names as the world finds them, beside what this machine believes: against a real DNS server, and judged. */
import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { type AddressInfo, isIP } from 'node:net';
import { systemClock } from '@visavis/runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { interpretDns } from '../../services/doctor/checks/dns.ts';
import { resolveName } from '../../services/doctor/names.ts';

let server: Socket | undefined;

const isA = (question: Buffer): boolean => question.readUInt16BE(question.length - 4) === 1;

/** A DNS server (RFC 1035 §4) that gives every name these IPv4 addresses, and a resolver that asks it alone. */
async function resolverOf(addresses: readonly string[]): Promise<Resolver> {
  const socket = createSocket('udp4');
  server = socket;
  socket.on('message', (query, { port, address }) => {
    // Header, one question up to the end of its name, type and class; what may follow is no part of it.
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const records = isA(question) ? addresses : [];
    const header = Buffer.from([...query.subarray(0, 2), 0x81, 0x80, 0, 1, 0, records.length, 0, 0, 0, 0]);
    const answers = records.map((ip) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...ip.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([header, question, ...answers]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const resolver = new Resolver({ timeout: 700, tries: 2 });
  resolver.setServers([`127.0.0.1:${(socket.address() as AddressInfo).port}`]);
  return resolver;
}

const asking = { clock: systemClock, signal: new AbortController().signal };
const judged = (told: string[] | undefined, here: string[]) => interpretDns({ name: 'video.test', told, here });

describe('a name', () => {
  afterEach(() => server?.close());

  it('leads where DNS says, whatever this machine believes of it', async () => {
    const found = await resolveName('video.test', asking, await resolverOf(['203.0.113.7']));
    expect(found.told).toEqual(['203.0.113.7']);
    expect(found.here).not.toContain('203.0.113.7');
  });

  it('has no address where DNS knows none', async () => {
    expect((await resolveName('video.test', asking, await resolverOf([]))).told).toEqual([]);
  });

  it('is not asked of anybody when it means this machine', async () => {
    const { told, here } = await resolveName('localhost', asking, await resolverOf(['203.0.113.7']));
    expect(told).toBeUndefined();
    expect(here.every((address) => isIP(address) !== 0)).toBe(true);
    expect(here.length).toBeGreaterThan(0);
  });
});

describe('the doctor', () => {
  it('believes DNS where a hosts file leads this machine to a private address', () => {
    const { state, says } = judged(['203.0.113.7'], ['172.30.7.10']);
    expect({ state, says }).toEqual({
      state: 'ok',
      says: 'video.test: 1 × IPv4, 0 × IPv6 (this machine goes to a private one)',
    });
  });

  it.each([
    ['DNS tells private addresses', judged(['10.0.0.1'], ['203.0.113.7']), 'private'],
    ['nobody but this machine tells any', judged([], ['203.0.113.7']), 'only this machine knows video.test'],
    ['DNS is silent and this machine knows private ones', judged(undefined, ['10.0.0.1']), 'private'],
  ])('warns when %s', (_title, finding, says) => {
    expect(finding).toMatchObject({ state: 'warning', says: expect.stringContaining(says) });
  });

  it('takes this machine’s word where DNS is silent', () => {
    expect(judged(undefined, ['203.0.113.7']).state).toBe('ok');
    expect(judged(undefined, []).state).toBe('broken');
  });
});
