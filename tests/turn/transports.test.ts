/** A real relay asked over every transport that browsers use. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { bindingAnswers, openTurnClient, type TurnServer } from '@visavis/turn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Coturn, startCoturn } from '../support/coturn.ts';

let coturn: Coturn;
beforeAll(async () => {
  coturn = await startCoturn({ allowLoopbackPeers: false });
});
afterAll(() => coturn.close());

function server(transport: 'udp' | 'tcp' | 'tls'): TurnServer {
  const isTls = transport === 'tls';
  const ca = isTls ? { ca: readFileSync(coturn.certificateFile, 'utf8') } : {};
  return { host: coturn.address, port: isTls ? coturn.tlsPort : coturn.port, transport, ...ca };
}

describe.each(['udp', 'tcp', 'tls'] as const)('the relay over %s', (transport) => {
  it('tells an address to anybody', async () => {
    expect(await bindingAnswers(server(transport))).toBe(true);
  });

  it('gives an allocation for the right secret and keeps to its deny list', async () => {
    const client = await openTurnClient(server(transport), coturn.credentials());
    try {
      await client.allocate('ipv4');
      expect(await client.permission('10.1.2.3')).toBe(403);
      expect(await client.permission('8.8.8.8')).toBeNull();
    } finally {
      await client.close();
    }
  });

  it('gives none for a wrong one', async () => {
    const client = await openTurnClient(server(transport), { ...coturn.credentials(), password: 'wrong' });
    await expect(client.allocate('ipv4')).rejects.toMatchObject({ code: 401 });
    await client.close();
  });
});

it('does not speak to a relay whose certificate nobody signed', async () => {
  const { ca: _trusted, ...stranger } = server('tls');
  await expect(bindingAnswers(stranger)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

it('reads answers that arrive in pieces, and several at once', async () => {
  const noise = Buffer.concat([Buffer.from('0101000821', 'hex'), Buffer.alloc(23)]);
  const relay = createServer((socket) => {
    socket.on('data', (request: Buffer) => {
      const answer = Buffer.from(request);
      answer.writeUInt16BE(0x0101, 0);
      const whole = Buffer.concat([noise, answer]);
      // Cut inside the header of the answer that is waited for.
      socket.write(whole.subarray(0, noise.length + 7), () =>
        setImmediate(() => socket.write(whole.subarray(noise.length + 7))),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port } = relay.address() as AddressInfo;
  expect(await bindingAnswers({ host: '127.0.0.1', port, transport: 'tcp' })).toBe(true);
  relay.close();
});

it('is told at once when nobody listens', async () => {
  await expect(bindingAnswers({ host: '127.0.0.1', port: 1, transport: 'tcp' })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});
