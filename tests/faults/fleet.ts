/** The pods of one world: real processes, each with a cable of its own to Redis, and one in reserve that is warm already. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PodProcess, startPodProcess } from '../support/pod-process.ts';
import { seeded } from './random.ts';
import { RedisProxy } from './redis-proxy.ts';

const preload = new URL('pod-preload.ts', import.meta.url).href;

/** One process, from its start to its end. */
export interface Pod {
  /** Unlike any other of the world. */
  name: string;
  process: PodProcess;
  proxy: RedisProxy;
  /** Sets the process's wall clock so far from the right time. */
  setClock(offsetMs: number): void;
  /** The test ended it; whatever else ends it is a fault. */
  isOurs: boolean;
  /** How it ended although nobody ended it. */
  end: string | undefined;
}

export interface FleetOptions {
  size: number;
  env: Record<string, string>;
  redisPort: () => number;
}

export class Fleet {
  /** Every process there ever was, for its log. */
  readonly all: Pod[] = [];
  readonly #options: FleetOptions;
  readonly #folder: string;
  readonly #slots: (Pod | undefined)[] = [];
  #reserve: Promise<Pod> | undefined;
  #started = 0;
  #isClosed = false;

  private constructor(options: FleetOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options, await mkdtemp(join(tmpdir(), 'visavis-pods-')));
    for (let slot = 0; slot < options.size; slot++) fleet.#slots.push(await fleet.#newPod());
    fleet.#prepare();
    return fleet;
  }

  /** The pod in a slot; undefined while it is dead. */
  at(slot: number): Pod | undefined {
    return this.#slots[slot];
  }

  get living(): Pod[] {
    return this.#slots.filter((pod) => pod !== undefined);
  }

  /** SIGKILL, or SIGTERM and whatever time its drain takes. Answers the exit code, if it had one. */
  async end(slot: number, how: 'kill' | 'drain'): Promise<number | null> {
    const pod = this.#slots[slot];
    if (!pod) return null;
    if (how === 'kill') this.#slots[slot] = undefined;
    const code = await this.#end(pod, how);
    if (this.#slots[slot] === pod) this.#slots[slot] = undefined;
    return code;
  }

  /** Fills an empty slot with the process in reserve. */
  async refill(slot: number): Promise<void> {
    if (this.#slots[slot] || this.#isClosed) return;
    const reserve = this.#reserve ?? this.#newPod();
    this.#prepare();
    const pod = await reserve;
    if (this.#slots[slot] || this.#isClosed) await this.#end(pod, 'kill');
    else this.#slots[slot] = pod;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const reserve = await this.#reserve?.catch(() => undefined);
    const left = [...this.living, ...(reserve ? [reserve] : [])];
    await Promise.all(left.map((pod) => this.#end(pod, 'kill')));
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(pod: Pod, how: 'kill' | 'drain'): Promise<number | null> {
    pod.isOurs = true;
    pod.process.signal('SIGCONT');
    const code = how === 'kill' ? await pod.process.kill().then(() => null) : await pod.process.stop();
    await pod.proxy.close();
    return code;
  }

  #prepare(): void {
    this.#reserve = this.#newPod();
    // Whoever takes it hears of a failure.
    this.#reserve.catch(() => {});
  }

  async #newPod(): Promise<Pod> {
    const { env, redisPort } = this.#options;
    this.#started += 1;
    const number = this.#started;
    const clockFile = join(this.#folder, `clock-${number}`);
    const proxy = await RedisProxy.open(redisPort, seeded(number));
    const process = await startPodProcess({
      env: {
        ...env,
        REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
        LOG_LEVEL: 'debug',
        VISAVIS_TEST_CLOCK: clockFile,
      },
      nodeArguments: ['--import', preload],
    });
    const setClock = (offsetMs: number): void => {
      writeFileSync(clockFile, String(offsetMs));
      process.signal('SIGUSR2');
    };
    const pod: Pod = { name: `pod${number}`, process, proxy, setClock, isOurs: false, end: undefined };
    void process.ended.then(({ code, signal }) => {
      if (!pod.isOurs) pod.end = `exit code ${code}, signal ${signal}`;
    });
    this.all.push(pod);
    return pod;
  }
}
