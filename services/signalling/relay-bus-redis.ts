/** The bus between many pods: one sharded channel a pod in Redis, plain publish and subscribe where the server is older. */
import type { Log } from '@visavis/runtime';
import { isUnknownCommand, RedisInbox } from './redis-inbox.ts';
import { openRedisLink, type RedisLink } from './redis-link.ts';
import type { RedisPlace } from './redis-place.ts';
import { bundled, readsBundles, unbundled } from './relay-bundle.ts';
import type { Inbox, RelayBus } from './relay-bus.ts';
import type { PodId } from './seat-store.ts';

/** A relayed frame has 32 KiB at most, and at worst two bytes on the wire for each of them. */
const maxMessageChars = 64 * 1024;
/** Sent and not yet answered. More of it means that Redis is too slow, and then less is more. */
const maxUnderWayChars = 8 * 1024 * 1024;
const openMs = 3_000;
const subscribeMs = 2_000;

const channelOf = (pod: PodId): string => `vv:pod:${pod}`;

/** What one round says to one pod. */
interface Bundle {
  messages: string[];
  chars: number;
  isRead: Promise<boolean>;
}

/** Opened by {@link openRedisRelayBus}. */
export class RedisRelayBus implements RelayBus {
  readonly #link: RedisLink;
  readonly #log: Log;
  readonly #inboxes = new Map<PodId, RedisInbox>();
  readonly #listeners = new Set<() => void>();
  #publishWord: 'SPUBLISH' | 'PUBLISH' = 'SPUBLISH';
  #underWayChars = 0;
  readonly #bundles = new Map<PodId, Bundle>();

  constructor(link: RedisLink, log: Log) {
    this.#link = link;
    this.#log = log;
    link.onReturn(() => {
      // It may be another server now, of another version.
      this.#publishWord = 'SPUBLISH';
    });
  }

  async publish(pod: PodId, message: string): Promise<boolean> {
    if (message.length > maxMessageChars) throw new RangeError('too long for the bus');
    if (this.#underWayChars + message.length > maxUnderWayChars) throw new Error('the bus is congested');
    this.#underWayChars += message.length;
    try {
      return await this.#bundleFor(pod, message).isRead;
    } finally {
      this.#underWayChars -= message.length;
    }
  }

  /** The one that has still room for it; it leaves when the round is over. */
  #bundleFor(pod: PodId, message: string): Bundle {
    const open = this.#bundles.get(pod);
    const bundle = open && open.chars + message.length <= maxMessageChars ? open : this.#newBundle(pod);
    bundle.messages.push(message);
    bundle.chars += message.length;
    return bundle;
  }

  #newBundle(pod: PodId): Bundle {
    let leave = (_sent: Promise<boolean>): void => {};
    const isRead = new Promise<boolean>((resolve) => {
      leave = resolve;
    });
    const bundle: Bundle = { messages: [], chars: 0, isRead };
    this.#bundles.set(pod, bundle);
    this.#link.atRoundsEnd(() => {
      if (this.#bundles.get(pod) === bundle) this.#bundles.delete(pod);
      leave(this.#sendTo(pod, bundle.messages));
    });
    return bundle;
  }

  async #sendTo(pod: PodId, messages: readonly string[]): Promise<boolean> {
    const channel = channelOf(pod);
    if (readsBundles(pod)) return (await this.#send(channel, bundled(messages))) > 0;
    const readers = await Promise.all(messages.map((message) => this.#send(channel, message)));
    return readers.every((count) => count > 0);
  }

  async subscribe(pod: PodId, inbox: Inbox): Promise<() => Promise<void>> {
    if (this.#inboxes.has(pod)) throw new Error('this inbox is open already');
    const open = new RedisInbox({
      link: this.#link,
      channel: channelOf(pod),
      inbox: (message) => {
        for (const one of unbundled(message)) inbox(one);
      },
      send: (channel, message) => this.#send(channel, message),
      onReturn: () => {
        for (const listener of this.#listeners) listener();
      },
      log: this.#log,
    });
    this.#inboxes.set(pod, open);
    await open.opened(subscribeMs);
    return async () => {
      if (this.#inboxes.get(pod) === open) this.#inboxes.delete(pod);
      await open.close();
    };
  }

  /** Through every inbox that is open here; without one the server's word has to do. */
  async ping(): Promise<void> {
    if (this.#inboxes.size === 0) return this.#link.ping();
    await Promise.all([...this.#inboxes.values()].map((inbox) => inbox.probe()));
  }

  onReturn(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#inboxes.values()].map((inbox) => inbox.close()));
    this.#inboxes.clear();
    this.#link.close();
  }

  async #send(channel: string, message: string): Promise<number> {
    const word = this.#publishWord;
    try {
      return Number(await this.#link.call(word, channel, message));
    } catch (error) {
      if (word !== 'SPUBLISH' || !isUnknownCommand(error)) throw error;
      this.#publishWord = 'PUBLISH';
      return Number(await this.#link.call('PUBLISH', channel, message));
    }
  }
}

/** Waits a moment for the first connection, and answers a bus in any case: it opens its inbox when the server is there. */
export async function openRedisRelayBus(place: RedisPlace, log: Log): Promise<RedisRelayBus> {
  const link = openRedisLink(place, 'visavis-bus', log);
  await link.opened(openMs);
  return new RedisRelayBus(link, log);
}
