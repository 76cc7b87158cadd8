/** A real Redis for one test file: its own port and folder, nothing on disk, gone at the end in whatever way the test ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '@visavis/runtime';
import { parseRedisUrl, type RedisPlace } from '@visavis/signalling';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

const dayMs = 24 * 3_600_000;
const host = '127.0.0.1';

/** A log that nobody reads. */
export const quietLog: Log = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => quietLog,
};

/** The address of a server of a test, which is a right one. */
export function placeOf(url: string): RedisPlace {
  const place = parseRedisUrl(url);
  if (!place) throw new Error('not an address of Redis');
  return place;
}

/** A shell that ends the process and removes its folder when this process ends. */
function watch(pid: number, folder: string): { end(): Promise<void> } {
  const script = 'cat > /dev/null; kill -9 "$1" 2> /dev/null; cd /; rm -rf "$2"';
  const watcher = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return {
    async end() {
      const ended = once(watcher, 'exit');
      watcher.stdin?.end();
      await ended;
    },
  };
}

/** One server process that can be paused, killed and started again on its port. */
export class RedisProcess {
  readonly port: number;
  readonly #args: string[];
  readonly #config: string | undefined;
  #child: ChildProcess | undefined;
  #watcher: { end(): Promise<void> } | undefined;

  /** `args` as on the command line; `config` as in a file of settings, which a sentinel needs and rewrites. */
  constructor(port: number, args: string[] = [], config?: string) {
    this.port = port;
    this.#args = args;
    this.#config = config;
  }

  /** Resolves when it accepts connections; rejects with what it said when it ends before. */
  async start(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'vv-redis-'));
    const file = join(folder, 'settings.conf');
    if (this.#config !== undefined) writeFileSync(file, this.#config);
    const nothingKept = ['--save', '', '--appendonly', 'no'];
    const own = ['--port', String(this.port), '--bind', host, '--dir', folder, '--daemonize', 'no'];
    const kind = this.#config === undefined ? nothingKept : ['--sentinel'];
    const child = spawn(
      'redis-server',
      [...(this.#config === undefined ? [] : [file]), ...own, ...kind, ...this.#args],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    if (child.pid === undefined) {
      rmSync(folder, { recursive: true });
      throw new Error('Redis is missing: install the package redis-server');
    }
    this.#child = child;
    this.#watcher = watch(child.pid, folder);
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        said += chunk;
        if (/Ready to accept connections|Sentinel ID/.test(said)) resolve();
      });
      child.once('exit', () => reject(new Error(`redis ended:\n${said}`)));
    });
  }

  /** SIGSTOP: connections stay, nothing is answered. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** SIGKILL, and everything in it is forgotten. {@link start} begins anew on the same port. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await this.#watcher?.end();
  }
}

/** A server and what tests ask of it. */
export interface TestRedis {
  /** As in `REDIS_URL`. */
  url: string;
  process: RedisProcess;
  /** Commands of the test itself. */
  client: Redis;
  /** Lets time pass for everything that is kept: what has less than `ms` to live is gone. */
  age(ms: number): Promise<void>;
  /** Keys that would stay for ever, or longer than a day. */
  endless(): Promise<string[]>;
  close(): Promise<void>;
}

/** Time passes in one step, for keys and for the scores of sorted sets, which are moments. */
const ageScript = `
for _, key in ipairs(redis.call('KEYS', '*')) do
  local left = redis.call('PTTL', key) - ARGV[1]
  if left <= 0 then
    redis.call('DEL', key)
  else
    redis.call('PEXPIRE', key, left)
    if redis.call('TYPE', key).ok == 'zset' then
      for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, -ARGV[1], member) end
    end
  end
end`;

export const ageKeys = (client: Redis, ms: number): Promise<unknown> => client.eval(ageScript, 0, ms);

/** Keys without an end, or with one that is too late. */
export async function endlessKeys(client: Redis): Promise<string[]> {
  const endless: string[] = [];
  for await (const keys of client.scanStream({ count: 1_000 })) {
    for (const key of keys) {
      const left = await client.pttl(key);
      if (left === -1 || left > dayMs) endless.push(`${key}: ${left}`);
    }
  }
  return endless;
}

/** Starts a server of its own; `args` as on the command line of redis-server. */
export async function startRedis(args: string[] = []): Promise<TestRedis> {
  const process = new RedisProcess(await freePort(), args);
  await process.start();
  const client = new Redis({ host, port: process.port, lazyConnect: true });
  client.on('error', () => {});
  await client.connect();
  return {
    url: `redis://${host}:${process.port}`,
    process,
    client,
    age: async (ms) => void (await ageKeys(client, ms)),
    endless: () => endlessKeys(client),
    async close() {
      client.disconnect();
      await process.kill();
    },
  };
}
