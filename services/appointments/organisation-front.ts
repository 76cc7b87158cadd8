/** The door of several organisations: hands each request to the application of its host, and to no other. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
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

/** Where browsers reach the pods. */
const isLine = (path: string) => /^\/signal(\/|$)/.test(path);

/** Hands on a line to the pod where the host is one of ours; else it is refused as a path that is not there. */
function upgrader(pod: FastifyInstance, isOurs: (request: IncomingMessage) => boolean) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isOurs(request)) return void pod.server.emit('upgrade', request, socket, head);
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  };
}

/**
 * Hosts are told apart by letters without case (RFC 9110 §4.2.3). `pod` is one for all houses, where the process has one: it tells
 * them apart by the tickets that they sign.
 */
export async function createFront(houses: readonly House[], log: Log, pod?: FastifyInstance): Promise<Front> {
  const { porch, health } = await makePorch(houses, log);
  const byHost = new Map(houses.map(({ host, app }) => [host.toLowerCase(), app]));
  for (const { app } of houses) await app.ready();
  await pod?.ready();
  const houseOf = ({ headers }: IncomingMessage) => byHost.get(headers.host?.toLowerCase() ?? '');
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = pathOf(request.url);
    const house = ofAll.has(path) ? porch : houseOf(request);
    const app = house !== undefined && pod !== undefined && isLine(path) ? pod : house;
    (app ?? porch).routing(request, response);
  };
  const server: Server = createServer({ keepAliveTimeout: keepAliveMs }, answer);
  if (pod)
    server.on(
      'upgrade',
      upgrader(pod, (request) => houseOf(request) !== undefined),
    );
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
