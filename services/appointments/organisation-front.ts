/** The door of several organisations: hands each request to the application of its host, and to no other. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createHttp, type Health, type Log, registerHealth } from '@visavis/runtime';
import type { FastifyInstance } from 'fastify';
import type { PublicKey } from './signing-keys.ts';

/** One organisation, complete in itself. */
export interface House {
  /** As browsers send it: with the port unless it is the usual one. */
  host: string;
  app: FastifyInstance;
  jwks(): { keys: PublicKey[] };
  isReady(): Promise<boolean>;
}

export interface Front {
  health: Health;
  /** Answers the port. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more requests; the houses are the caller's to close. Idempotent. */
  close(): Promise<void>;
}

/** Paths that belong to the installation and to no organisation: probes of the platform, and the keys for pods. */
const ofAll = new Set(['/health/live', '/health/ready', '/.well-known/jwks.json']);
const pathOf = (url = '/') => url.split('?', 1)[0] ?? '/';

/** What is nobody's: health, the keys of all houses together, and the refusal of a host that is none of theirs. */
async function makePorch(houses: readonly House[], log: Log): Promise<{ porch: FastifyInstance; health: Health }> {
  const porch = createHttp({ log });
  const health = registerHealth(porch);
  health.add({
    name: 'database',
    check: async () => (await Promise.all(houses.map(({ isReady }) => isReady()))).every((isReady) => isReady),
  });
  porch.get('/.well-known/jwks.json', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300').header('x-content-type-options', 'nosniff');
    return { keys: houses.flatMap(({ jwks }) => jwks().keys) };
  });
  await porch.ready();
  return { porch, health };
}

/** Browsers keep a line as long behind it as behind a single application. */
const keepAliveMs = 72_000;

/** Hosts are told apart by letters without case (RFC 9110 §4.2.3). */
export async function createFront(houses: readonly House[], log: Log): Promise<Front> {
  const { porch, health } = await makePorch(houses, log);
  const byHost = new Map(houses.map(({ host, app }) => [host.toLowerCase(), app]));
  for (const { app } of houses) await app.ready();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const app = ofAll.has(pathOf(request.url)) ? porch : byHost.get(request.headers.host?.toLowerCase() ?? '');
    (app ?? porch).routing(request, response);
  };
  const server: Server = createServer({ keepAliveTimeout: keepAliveMs }, answer);
  let closing: Promise<void> | undefined;
  return {
    health,
    async listen(host, port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    close() {
      closing ??= new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => porch.close());
      return closing;
    },
  };
}
