/** The two things that are compared: our pods, and bare relays that speak the same messages, each on a Redis of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Place, Side } from '../load/conversation.ts';
import { startPods } from '../load/pods.ts';
import { freePort } from '../support/free-port.ts';
import { boundToUs } from '../support/pod-process.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startTicketIssuer } from '../support/ticket-issuer.ts';
import { cpuMsOf } from './cpu-time.ts';

export interface SidesOptions {
  pods: number;
  /** Both sides of a room never at the same pod; by affinity otherwise. */
  apart?: boolean;
  /** Of each process, as `taskset -c` writes them. */
  cores?: string;
}

export interface Relays {
  readonly place: Place;
  readonly pids: readonly number[];
  readonly redisPid: number;
  /** Keys that Redis holds now. */
  keys(): Promise<number>;
  /** CPU time so far of all relays and their Redis, in milliseconds. */
  cpuMs(): number;
  /** Ends the first process without a word and starts another one in its place. */
  replaceFirst(): Promise<void>;
  close(): Promise<void>;
}

const bareFile = fileURLToPath(new URL('./bare-relay.ts', import.meta.url));

async function redisPidOf({ client }: TestRedis): Promise<number> {
  const [, pid = '0'] = /process_id:(\d+)/.exec(await client.info('server')) ?? [];
  return Number(pid);
}

/** Which of so many addresses a room is at. */
function placing(ports: () => readonly number[], { pods, apart = false }: SidesOptions) {
  return (affinity: string, side: Side): string => {
    const index = (Number.parseInt(affinity, 16) + (apart && side === 'guest' ? 1 : 0)) % pods;
    return `ws://127.0.0.1:${ports()[index]}/signal/${affinity}`;
  };
}

/** Our pods, as `node services/signalling/server.ts` runs them, with every limit and check of production. */
export async function startOurs(options: SidesOptions): Promise<Relays> {
  const { cores } = options;
  const world = await startPods({ pods: options.pods, ...(cores === undefined ? {} : { pod: () => ({ cores }) }) });
  const redisPid = await redisPidOf(world.redis);
  const pids = () => world.pods.map(({ pid }) => pid);
  return {
    place: { url: placing(() => world.pods.map(({ port }) => port), options), issuer: world.issuer },
    get pids() {
      return pids();
    },
    redisPid,
    keys: () => world.redis.client.dbsize(),
    cpuMs: () => cpuMsOf([...pids(), redisPid]),
    async replaceFirst() {
      const [first] = world.pods;
      if (!first) return;
      await first.kill();
      world.pods[0] = await world.restart(first);
    },
    close: () => world.close(),
  };
}

async function startBareProcess(port: number, redisUrl: string, cores: string | undefined): Promise<ChildProcess> {
  const command = [process.execPath, bareFile];
  const [program = '', ...rest] = boundToUs(cores === undefined ? command : ['taskset', '-c', cores, ...command]);
  const env = { PATH: process.env.PATH, PORT: String(port), REDIS_URL: redisUrl };
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

/** Bare relays: see `bare-relay.ts`. */
export async function startBare(options: SidesOptions): Promise<Relays> {
  const [issuer, redis] = await Promise.all([startTicketIssuer(), startRedis()]);
  const ports = await Promise.all(Array.from({ length: options.pods }, () => freePort()));
  const start = (port: number) => startBareProcess(port, redis.url, options.cores);
  const children = await Promise.all(ports.map(start));
  const redisPid = await redisPidOf(redis);
  const pids = () => children.map(({ pid = 0 }) => pid);
  const kill = async (child: ChildProcess) => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    place: { url: placing(() => ports, options), issuer },
    get pids() {
      return pids();
    },
    redisPid,
    keys: () => redis.client.dbsize(),
    cpuMs: () => cpuMsOf([...pids(), redisPid]),
    async replaceFirst() {
      const [first] = children;
      if (!first) return;
      await kill(first);
      children[0] = await start(ports[0] ?? 0);
    },
    async close() {
      await Promise.all(children.map(kill));
      await redis.close();
      await issuer.close();
    },
  };
}
