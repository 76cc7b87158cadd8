/** Builds the signalling role on an HTTP server: the routes `/signal` and `/signal/<affinity>`, and what lies behind them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import websocket from '@fastify/websocket';
import { addressGroup, createHttp, type Health, registerHealth } from '@visavis/runtime';
import { limits as protocol, type RoomSeat, VisavisError } from '@visavis/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { defaultLimits, type PodLimits } from './config.ts';
import { Connection } from './connection.ts';
import type { ConnectionEvents } from './connection-events.ts';
import { drain } from './drain.ts';
import { Gate } from './gate.ts';
import type { MetricsSource } from './metrics.ts';
import { createPod, type Pod, type PodParts } from './pod.ts';
import { watchReturns } from './returning.ts';
import type { PodId } from './seat-store.ts';
import { settledOf } from './session.ts';
import { PodSocket, type Socket } from './socket.ts';

export interface SignallingDeps extends PodParts {
  /** Exact match against the `Origin` of the page; there is no default. */
  allowsOrigin(origin: string): boolean;
  /** Spread over {@link defaultLimits}. */
  limits?: Partial<PodLimits>;
  /** 0 ≤ x < 1; spreads the drain. */
  random?: () => number;
}

/** A pod on an HTTP server. */
export interface Signalling {
  readonly pod: PodId;
  /** Turns newcomers away and sends everybody elsewhere; resolves when they are gone, at the latest after 25 s. */
  drain(): Promise<void>;
  /** True when store and bus answer; for `/health/ready`. */
  check(): Promise<boolean>;
  connections(): number;
}

const sweepMs = 1_000;
const closeTimeoutMs = 5_000;
/** How long `app.close()` waits for browsers to answer the close. */
const goodbyeMs = 500;

/**
 * Adds the role to `app`, which may serve other things as well. Opens the pod's inbox on the bus; `app.close()` closes the
 * connections (1001) and the inbox, but neither store nor bus: who opened them closes them.
 */
export async function registerSignalling(app: FastifyInstance, deps: SignallingDeps): Promise<Signalling> {
  const limits = { ...defaultLimits, ...deps.limits };
  const connections = new Set<Connection>();
  const gate = new Gate({ allowsOrigin: deps.allowsOrigin, limits, isImpaired: () => pod.store.isDown() });
  const pod = createPod(
    deps,
    limits,
    readings(connections, gate, () => !pod.store.isDown()),
  );
  const { clock } = deps;
  const events = doorEvents(pod, gate, connections);
  app.addHook('preClose', () => goodbye(connections));
  await registerRoutes(app, gate, limits, pod.metrics.limit, (socket, address) => {
    const isWelcome = gate.enter(address);
    const connection = new Connection(pod, socket, address, events);
    connections.add(connection);
    if (isWelcome) return;
    pod.metrics.limit('connections-address');
    connection.handle({ type: 'breach', code: 4429, retryAfterMs: limits.pingMs });
  });
  const stopSweep = clock.every(sweepMs, () => {
    const now = clock.now();
    for (const connection of connections) connection.tick(now);
  });
  const random = deps.random ?? Math.random;
  const stopWatching = watchReturns({ pod, bus: deps.bus, connections, clock, random });
  const stopListening = await pod.listen();
  app.addHook('onClose', async () => {
    stopSweep();
    stopWatching();
    await stopListening();
  });
  return {
    pod: pod.id,
    connections: () => connections.size,
    check: async () => {
      await Promise.all([pod.store.ping(), deps.bus.ping()]);
      return true;
    },
    drain: () => {
      gate.drain();
      return drain({ connections, clock, limits, random });
    },
  };
}

/** The role alone: an application with health routes and nothing else. */
export async function buildSignalling(
  deps: SignallingDeps & { trustedProxies?: string[] },
): Promise<{ app: FastifyInstance; signalling: Signalling; health: Health }> {
  const { log, trace, trustedProxies = [] } = deps;
  const app = createHttp({ log, trace, trustedProxies });
  const signalling = await registerSignalling(app, deps);
  const health = registerHealth(app);
  health.add({ name: 'signalling', check: () => signalling.check() });
  return { app, signalling, health };
}

function doorEvents(pod: Pod, gate: Gate, connections: Set<Connection>): ConnectionEvents {
  return {
    onHello: ({ address }) => gate.greet(address),
    onClosed: (connection) => {
      gate.leave(connection.address);
      connections.delete(connection);
      pod.standstill.trust(connection);
    },
  };
}

/** An option of `ws` whose declared type is its whole module. */
const podSocket: object = { WebSocket: PodSocket };

type Admit = (socket: Socket, address: string) => void;
/** An upgrade under way; whose it is is worked out once, from whatever proxies say. */
type Upgrading = { answer: ServerResponse; address: string };

const isSignal = ({ routeOptions }: FastifyRequest) => routeOptions.config.isSignal === true;
const agreedOn = (offered: Set<string>) =>
  [protocol.subProtocolNewest, protocol.subProtocol].find((version) => offered.has(version)) ?? false;

async function registerRoutes(
  app: FastifyInstance,
  gate: Gate,
  limits: PodLimits,
  onLimit: (name: string) => void,
  admit: Admit,
): Promise<void> {
  const options = {
    ...podSocket,
    maxPayload: limits.maxFrameBytes,
    perMessageDeflate: false,
    // The pod's own set of connections is enough; a second one would cost every line its entry and a listener.
    clientTracking: false,
    closeTimeout: closeTimeoutMs,
    handleProtocols: agreedOn,
  };
  await app.register(websocket, {
    options,
    errorHandler: (_error, socket) => socket.terminate(),
    // The role says goodbye by itself, to its own set of connections.
    preClose: (done) => done(),
  });
  const upgrades = new WeakMap<IncomingMessage, Upgrading>();
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.raw.headers.upgrade) return done(isSignal(request) ? new VisavisError('not-found') : undefined);
    if (!isSignal(request)) return done(new VisavisError('not-found'));
    const { origin, 'sec-websocket-protocol': protocols } = request.headers;
    const address = addressGroup(request.ip);
    const turned = gate.check({ origin, protocols, address });
    if (!turned) {
      upgrades.set(request.raw, { answer: reply.raw, address });
      return done();
    }
    if (turned.limit) onLimit(turned.limit);
    if (turned.status !== 'no-answer') return void reply.code(turned.status).header('connection', 'close').send('');
    reply.hijack();
    request.raw.socket.destroy();
  });
  const route = { websocket: true as const, config: { isSignal: true }, exposeHeadRoute: false };
  const handler = (ws: WebSocket, { raw }: FastifyRequest) => {
    const upgrade = upgrades.get(raw);
    if (!upgrade || !(ws instanceof PodSocket)) return;
    // The line lives for hours, and would keep the whole HTTP request with it, a third of its memory.
    upgrade.answer.detachSocket(raw.socket);
    ws.gatherOn(raw.socket);
    admit(ws, upgrade.address);
  };
  app.get('/signal', route, handler);
  app.get('/signal/:affinity(^[0-9a-f]{8}$)', route, handler);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is a WebSocket of ours; an upgrade anywhere else is refused. */
    isSignal?: boolean;
  }
}

/** Closes every line with 1001 and waits a moment for the answers. */
async function goodbye(connections: ReadonlySet<Connection>): Promise<void> {
  const closed = [...connections].map((connection) => connection.goodbye());
  const patience = new Promise<void>((resolve) => setTimeout(resolve, goodbyeMs).unref());
  await Promise.race([Promise.all(closed), patience]);
  for (const connection of [...connections]) connection.terminate();
}

function readings(connections: ReadonlySet<Connection>, gate: Gate, isStoreUp: () => boolean): MetricsSource {
  const count = <T>(of: (connection: Connection) => T | undefined): Map<T, number> => {
    const counts = new Map<T, number>();
    for (const connection of connections) {
      const key = of(connection);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  };
  return {
    phases: () => count(({ session }) => session.phase),
    seats: () =>
      count<RoomSeat>(({ session }) => {
        const settled = settledOf(session);
        return settled?.phase === 'seated' ? settled.grant.seat : undefined;
      }),
    isDraining: () => gate.isDraining,
    isStoreUp,
  };
}
