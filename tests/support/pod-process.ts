/** A signalling pod as operators run it: `node services/signalling/server.ts` in a process of its own, on free ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const server = fileURLToPath(new URL('../../services/signalling/server.ts', import.meta.url));
/** The page that tests come from. */
export const podOrigin = 'https://visavis.test';
const readyPollMs = 50;

export interface PodProcessOptions {
  /** Over the defaults of a test: issuer, `REDIS_URL`, `RESUME_KEY` … (README of the role). */
  env: Record<string, string>;
  /** To come back where an earlier pod was; a free one otherwise. */
  port?: number;
  /** Before the script: `--cpu-prof` and the like. */
  nodeArguments?: readonly string[];
  /** Cores it may use, as `taskset -c` writes them. */
  cores?: string;
}

export interface PodProcess {
  readonly port: number;
  readonly pid: number;
  /** `ws://127.0.0.1:<port>/signal`. */
  readonly url: string;
  /** Resolves when it is gone, whatever ended it. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Everything it said so far, JSON lines. */
  log(): string;
  /** The sum of a metric's values over all labels that fit; 0 when the page does not have it. */
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  /** SIGSTOP, SIGCONT and whatever else does not end it in order. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM; answers the exit code once it is gone. Idempotent. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves once it is gone. Idempotent. */
  kill(): Promise<void>;
}

/** Resolves when `/health/ready` answers 200; rejects with what it said when the process ends before. */
async function ready(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the pod ended:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, readyPollMs));
  }
}

/** One line of Prometheus' text format: `name{a="b"} 1`. */
function metricOf(page: string, name: string, labels: Record<string, string>): number {
  let sum = 0;
  for (const line of page.split('\n')) {
    const [, found, inside = '', value] = /^(\w+)(?:\{([^}]*)\})? (\S+)$/.exec(line) ?? [];
    if (found !== name) continue;
    if (Object.entries(labels).every(([key, expected]) => inside.includes(`${key}="${expected}"`)))
      sum += Number(value);
  }
  return sum;
}

/** The same command, killed by the kernel when this process ends in whatever way. */
export const boundToUs = (command: readonly string[]): string[] => ['setpriv', '--pdeathsig', 'KILL', '--', ...command];

function spawnPod(options: PodProcessOptions, port: number, metricsPort: number): ChildProcess {
  const { env, nodeArguments = [], cores } = options;
  const command = [process.execPath, ...nodeArguments, server];
  const [program = '', ...rest] = boundToUs(cores === undefined ? command : ['taskset', '-c', cores, ...command]);
  return spawn(program, rest, {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      PUBLIC_URL: podOrigin,
      // Without a load balancer in front there is nobody to wait for.
      DRAIN_NOTICE_MS: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @throws {Error} with what the process said, when it ends instead of becoming ready */
export async function startPodProcess(options: PodProcessOptions): Promise<PodProcess> {
  const port = options.port ?? (await freePort());
  const metricsPort = await freePort();
  const child = spawnPod(options, port, metricsPort);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  await ready(child, port, () => said);
  return {
    port,
    pid: child.pid ?? 0,
    url: `ws://127.0.0.1:${port}/signal`,
    ended,
    log: () => said,
    async metric(name, labels = {}) {
      const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
      return metricOf(await response.text(), name, labels);
    },
    signal: (name) => void child.kill(name),
    async stop() {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
  };
}
