/** The measured process of the relay benchmark: our pod, or the barest server that does the same job. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog, createRegistry, systemClock } from '@visavis/runtime';
import { buildSignalling, MemoryRelayBus, MemorySeatStore } from '@visavis/signalling';
import { createLocalJWKSet, type JWK } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import { benchIssuer, benchOrigin } from './relay-load.ts';

export type ServerCommand = { do: 'start'; mode: 'pod' | 'bare'; jwk: JWK } | { do: 'measure'; gc: boolean };
export type ServerAnswer = { port: number } | { cpuMs: number; rssBytes: number; connections: number };

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

let connections = (): number => 0;

async function startPod(jwk: JWK): Promise<number> {
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
  connections = () => signalling.connections();
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** Parses every message and forwards the raw string to the other of the pair; checks nothing. */
async function startBare(): Promise<number> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const rooms = new Map<string, WebSocket[]>();
  connections = () => server.clients.size;
  server.on('connection', (socket) => {
    let pair: WebSocket[] = [];
    socket.on('message', (data) => {
      const text = data.toString();
      const message: { type: string; room: string } = JSON.parse(text);
      if (message.type === 'hello') {
        pair = rooms.get(message.room) ?? [];
        rooms.set(message.room, pair);
        pair.push(socket);
        socket.send('{"type":"welcome"}');
        return;
      }
      for (const other of pair) if (other !== socket) other.send(text);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
}

/** Collects everything and gives emptied pages back, as V8 does by itself when a process is idle. */
const lastResort: ((options: object) => void) | undefined = Reflect.get(globalThis, 'gc');

async function measure(gc: boolean): Promise<ServerAnswer> {
  for (let round = 0; gc && round < 6; round++) {
    lastResort?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), connections: connections() };
}

process.on('message', async (command: ServerCommand) => {
  const answer =
    command.do === 'measure'
      ? await measure(command.gc)
      : { port: await (command.mode === 'pod' ? startPod(command.jwk) : startBare()) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
