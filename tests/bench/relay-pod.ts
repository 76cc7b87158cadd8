/** The measured process of the relay benchmark that is our pod. */
import type { AddressInfo } from 'node:net';
import { createLog, createRegistry, systemClock } from '@visavis/runtime';
import { buildSignalling, openStoreAndBus, parseRedisUrl } from '@visavis/signalling';
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

async function startPod(jwk: JWK, redisUrl: string | undefined): Promise<{ port: number; connections(): number }> {
  const log = createLog({ level: 'warn', role: 'signalling' });
  const resumeKey = Buffer.alloc(32, 7).toString('base64url');
  // Embedded without an address, as `npm start`; else as one pod of several.
  const place = redisUrl === undefined ? undefined : parseRedisUrl(redisUrl);
  const { store, bus } = await openStoreAndBus({ REDIS_URL: place, RESUME_KEY: resumeKey }, systemClock, log);
  const { app, signalling } = await buildSignalling({
    keys: createLocalJWKSet({ keys: [jwk] }),
    issuers: [benchIssuer],
    allowsOrigin: (origin) => origin === benchOrigin,
    resumeKeys: [resumeKey],
    ice: { stunUrls: [], turnUrls: ['turn:turn.test:3478'], turnSecret: 'bench' },
    store,
    bus,
    clock: systemClock,
    log,
    registry: createRegistry(),
    limits: raised,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (app.server.address() as AddressInfo).port, connections: () => signalling.connections() };
}

serve(startPod);
