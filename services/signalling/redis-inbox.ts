/** A pod's inbox in Redis: one channel on a connection of its own that is opened again whenever it is lost. */
import { errorKind, type Log } from '@visavis/runtime';
import type { Redis } from 'ioredis';
import { backoffMs, type RedisLink } from './redis-link.ts';
import type { Inbox } from './relay-bus.ts';

/** How long a probe may be under way; two of them fit into the two seconds that a call of the bus may take. */
const probeMs = 900;
const probeEveryMs = 5_000;
/** What a probe says; no message of a pod is empty. */
const probeText = '';

export interface InboxParts {
  link: RedisLink;
  channel: string;
  inbox: Inbox;
  /** Sends to a channel; answers how many listen there. */
  send(channel: string, message: string): Promise<number>;
  /** Somebody may have written while nobody listened. */
  onReturn(): void;
  log: Log;
}

export class RedisInbox {
  readonly #parts: InboxParts;
  readonly #stopProbing: () => void;
  readonly #probes = new Set<() => void>();
  #redis: Redis | undefined;
  #isClosed = false;
  #wasOpen = false;
  #attempts = 0;
  #wake: (() => void) | undefined;
  #opened: (() => void) | undefined;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    const timer = setInterval(() => this.probe().catch(() => {}), probeEveryMs);
    timer.unref();
    this.#stopProbing = () => clearInterval(timer);
    void this.#keepOpen();
  }

  /** Resolves when the inbox can be written to, at the latest after `withinMs`. */
  opened(withinMs: number): Promise<void> {
    if (this.#redis) return Promise.resolve();
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, withinMs);
      this.#opened = () => {
        clearTimeout(patience);
        resolve();
      };
    });
  }

  /** Sends the inbox a word of its own. Rejects when it does not arrive; a line that swallowed two of them is given up. */
  async probe(): Promise<void> {
    const redis = this.#redis;
    if (!redis) throw new Error('the inbox is not open');
    if ((await this.#echo()) || (await this.#echo())) return;
    redis.disconnect();
    throw new Error('the inbox swallows what is sent to it');
  }

  async #echo(): Promise<boolean> {
    const { send, channel } = this.#parts;
    let arrived = (): void => {};
    const arrival = new Promise<boolean>((resolve) => {
      const patience = setTimeout(() => resolve(false), probeMs);
      arrived = () => {
        clearTimeout(patience);
        resolve(true);
      };
      this.#probes.add(arrived);
    });
    try {
      return (await send(channel, probeText)) > 0 && (await arrival);
    } finally {
      this.#probes.delete(arrived);
      arrived();
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopProbing();
    this.#wake?.();
    const redis = this.#redis;
    this.#redis = undefined;
    // The answer matters: after it nobody is told any more that this inbox is read.
    await (redis && leave(redis, this.#parts.channel).catch(() => {}));
    redis?.disconnect();
  }

  async #keepOpen(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#listen();
      } catch (error) {
        this.#parts.log.debug('inbox not open', { kind: errorKind(error) });
      }
      if (this.#isClosed) return;
      await this.#pause(backoffMs(this.#attempts++));
    }
  }

  /** Settles when the connection has ended. */
  async #listen(): Promise<void> {
    const { link, channel, log } = this.#parts;
    const redis = await link.dial(channel);
    const ended = new Promise<void>((resolve) => redis.once('end', resolve));
    const hear = (_channel: string, message: string) => this.#hear(message);
    redis.on('smessage', hear);
    redis.on('message', hear);
    try {
      await enter(redis, channel);
      if (this.#isClosed) return;
      this.#redis = redis;
      this.#attempts = 0;
      this.#opened?.();
      if (this.#wasOpen) this.#parts.onReturn();
      log.info(this.#wasOpen ? 'inbox open again' : 'inbox open');
      this.#wasOpen = true;
      await ended;
      if (!this.#isClosed) log.warn('inbox lost');
    } finally {
      this.#redis = undefined;
      redis.disconnect();
    }
  }

  #hear(message: string): void {
    if (message === probeText) for (const arrived of [...this.#probes]) arrived();
    else this.#parts.inbox(message);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Servers before version 7 know no sharded channels. */
export const isUnknownCommand = (error: unknown): boolean =>
  error instanceof Error && /unknown command/i.test(error.message);

async function enter(redis: Redis, channel: string): Promise<void> {
  try {
    await redis.ssubscribe(channel);
  } catch (error) {
    if (!isUnknownCommand(error)) throw error;
    await redis.subscribe(channel);
  }
}

async function leave(redis: Redis, channel: string): Promise<void> {
  try {
    await redis.sunsubscribe(channel);
  } catch (error) {
    if (!isUnknownCommand(error)) throw error;
    await redis.unsubscribe(channel);
  }
}
