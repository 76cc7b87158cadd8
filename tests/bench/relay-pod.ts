/** The measured process of the relay benchmark that is our pod. */
import type { AddressInfo } from 'node:net';
import { createLog, createRegistry, systemClock } from '@visavis/runtime';
import { buildSignalling, MemoryRelayBus, MemorySeatStore } from '@visavis/signalling';
import { createLocalJWKSet, type JWK } from 'jose';
import { benchIssuer, benchOrigin } from './relay-load.ts';
import { serve } from './relay-process.ts';

/** Far above what one core can do, but counted all the same. */
const raised = {
  messagesPerSecond: 1e9,
  messagesBurst: 1e9,
  bytesPerSecond: 1e12,
  bytesBurst: 1e12,
  connectionsBeforeHelloPerAddress: 1e6,
  connectionsBeforeHelloPerPod: 1e6,
  connectionsPerAddress: 1e6,
  hellosPerAddressBurst: 1e6,
};

async function startPod(jwk: JWK): Promise<{ port: number; connections(): number }> {
  const { app, signalling } = await buildSignalling({
    keys: createLocalJWKSet({ keys: [jwk] }),
    issuers: [benchIssuer],
    allowsOrigin: (origin) => origin === benchOrigin,
    resumeKeys: [Buffer.alloc(32, 7).toString('base64url')],
    ice: { stunUrls: [], turnUrls: ['turn:turn.test:3478'], turnSecret: 'bench' },
    store: new MemorySeatStore(systemClock),
    bus: new MemoryRelayBus(),
    clock: systemClock,
    log: createLog({ level: 'warn', role: 'signalling' }),
    registry: createRegistry(),
    limits: raised,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (app.server.address() as AddressInfo).port, connections: () => signalling.connections() };
}

serve(startPod);
