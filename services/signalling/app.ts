/** Builds the signalling role on an HTTP server: the routes `/signal` and `/signal/<affinity>`, and what lies behind them. */
import { createHttp, errorKind, type Health, registerHealth } from '@visavis/runtime';
import type { RoomSeat } from '@visavis/shared';
import type { FastifyInstance } from 'fastify';
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
import type { Socket } from './socket.ts';
import { serveUpgrades } from './upgrade.ts';

export interface SignallingDeps extends PodParts {
  /** Exact match against the `Origin` of the page; there is no default. */
  allowsOrigin(origin: string): boolean;
  /** Spread over {@link defaultLimits}. */
  limits?: Partial<PodLimits>;
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
  const { random } = pod;
  const events = doorEvents(pod, gate, connections);
  const admit = (socket: Socket, address: string): void => {
    const isWelcome = gate.enter(address);
    const connection = new Connection(pod, socket, address, events);
    connections.add(connection);
    if (isWelcome) return;
    pod.metrics.limit('connections-address');
    connection.handle({ type: 'breach', code: 4429, retryAfterMs: limits.pingMs });
  };
  const onFailure = (error: unknown) => pod.log.error('line not let in', { kind: errorKind(error) });
  serveUpgrades(app, { gate, limits, onLimit: pod.metrics.limit, onFailure, admit });
  app.addHook('preClose', () => goodbye(connections));
  const stopSweep = clock.every(sweepMs, () => {
    const now = clock.now();
    for (const connection of connections) connection.tick(now);
  });
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
      pod.asking.gone(connection.socket);
    },
  };
}

/** Closes every line with 1001 and waits a moment for the answers. */
async function goodbye(connections: ReadonlySet<Connection>): Promise<void> {
  const closed = [...connections].map((connection) => connection.goodbye());
  const patience = new Promise<void>((resolve) => setTimeout(resolve, goodbyeMs).unref());
  await Promise.race([Promise.all(closed), patience]);
  for (const { socket } of [...connections]) socket.terminate();
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
