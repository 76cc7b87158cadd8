/** From an HTTP upgrade to an open line: whoever may come in is let in at once, everybody else is the HTTP server's to refuse. */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { addressGroup } from '@visavis/runtime';
import { limits as protocol, VisavisError } from '@visavis/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import type { PodLimits } from './config.ts';
import type { Gate, Turned } from './gate.ts';
import { PodSocket, type Socket } from './socket.ts';

export interface UpgradeParts {
  gate: Gate;
  limits: PodLimits;
  /** A limit kept somebody out. */
  onLimit(name: string): void;
  /** What must not happen: a line that could not be let in. It ends, and nothing else does. */
  onFailure(error: unknown): void;
  /** The line is open; `address` is the group that limits count. */
  admit(socket: Socket, address: string): void;
}

type Refused = Extract<Turned, { status: number }>;

const closeTimeoutMs = 5_000;
/** The same addresses as the routes below. */
const signal = /^\/signal(?:\/[0-9a-f]{8})?(?:\?|$)/;

const isSignal = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.isSignal === true;
const agreedOn = (offered: Set<string>): string | false =>
  [protocol.subProtocolNewest, protocol.subProtocol].find((version) => offered.has(version)) ?? false;

/** An option of `ws` that its types do not know. */
const patience: object = { closeTimeout: closeTimeoutMs };

const newSockets = (limits: PodLimits) =>
  new WebSocketServer({
    noServer: true,
    WebSocket: PodSocket,
    maxPayload: limits.maxFrameBytes,
    perMessageDeflate: false,
    // The pod's own set of connections is enough; a second one would cost every line its entry and a listener.
    clientTracking: false,
    ...patience,
    handleProtocols: agreedOn,
  });

/**
 * Serves upgrades of `/signal` and `/signal/<affinity>`. They pass by Fastify, whose way would be a tenth of what a line costs as
 * it comes; refusals go through it, so that its headers, its log and its closing hold for them. Plain requests get 404.
 */
export function serveUpgrades(app: FastifyInstance, parts: UpgradeParts): void {
  const { gate, limits, onLimit, onFailure, admit } = parts;
  const sockets = newSockets(limits);
  const refused = new WeakMap<IncomingMessage, Refused>();
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) => {
    if (isAnswering(request)) return drop(line);
    if (isClosing || request.method !== 'GET' || !signal.test(request.url ?? '')) return refuse(app, request, line);
    const { origin, 'sec-websocket-protocol': protocols } = request.headers;
    const address = addressGroup(app.clientAddress(request));
    const turned = gate.check({ origin, protocols, address });
    if (turned?.limit) onLimit(turned.limit);
    if (turned?.status === 'no-answer') {
      drop(line);
    } else if (turned) {
      refused.set(request, turned);
      refuse(app, request, line);
    } else {
      sockets.handleUpgrade(request, line, head, (socket) => {
        try {
          socket.gatherOn(line);
          admit(socket, address);
        } catch (error) {
          onFailure(error);
          socket.terminate();
        }
      });
    }
  });
  app.addHook('onRequest', (request, reply, done) => {
    const turned = refused.get(request.raw);
    if (turned) return void reply.code(turned.status).header('connection', 'close').send('');
    const isOurs = isSignal(request) || request.raw.headers.upgrade !== undefined;
    done(isOurs ? new VisavisError('not-found') : undefined);
  });
  for (const path of ['/signal', '/signal/:affinity(^[0-9a-f]{8}$)']) {
    app.get(path, { config: { isSignal: true }, exposeHeadRoute: false }, (_request, reply) => reply.callNotFound());
  }
}

/**
 * Whether an answer to an earlier request is still being written to this connection: somebody did not wait for it (pipelining, which
 * nobody does before an upgrade). Node keeps that answer at the socket, and would write it into the line.
 */
const isAnswering = ({ socket }: IncomingMessage): boolean => Boolean(Reflect.get(socket, '_httpMessage'));

function drop(line: Duplex): void {
  // Node stops to listen for errors when it hands a connection over.
  line.on('error', () => {});
  line.destroy();
}

/** Answers an upgrade as the plain request that it stays. */
function refuse(app: FastifyInstance, request: IncomingMessage, line: Duplex): void {
  line.on('error', () => line.destroy());
  const answer = new ServerResponse(request);
  answer.shouldKeepAlive = false;
  answer.assignSocket(request.socket);
  answer.once('finish', () => request.socket.destroySoon());
  app.routing(request, answer);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is a line of ours; nobody gets an answer there. */
    isSignal?: boolean;
  }
}
