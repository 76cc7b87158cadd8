/** The lanes of one peer connection: seals what leaves, opens what arrives, and lets nothing pass before both ends may. */
import type { DataSeal } from './data-seal.ts';
import type { Bytes } from './hkdf.ts';
import {
  type ContentChannel,
  channelOf,
  contentChannels,
  type LaneName,
  type LaneNews,
  laneByte,
  laneLimits,
  laneNames,
  laneOf,
} from './lane.ts';
import type { ContentNews, Peer } from './peer.ts';

export interface PeerLanesParts {
  data: DataSeal;
  send: Peer['sendContent'];
  tell(news: LaneNews): void;
  /** Something arrived that does not belong here: garbage, too large, on the wrong lane, repeated, before its time. */
  refused(): void;
}

/** All that an honest other side says before we have keys. */
const mostEarly = 2;
const readyBytes = laneLimits.overheadBytes;
const mostBytes = laneLimits.payloadBytes + laneLimits.overheadBytes;
const readyLabel = (channel: ContentChannel) => `ready:${channel}`;

interface Channel {
  isOpen: boolean;
  /** Sealed `ready`: this end is bound, proven and has keys. A lane is open when both ends have said so. */
  saidReady: boolean;
  heardReady: boolean;
  early: Bytes[];
}

const newChannel = (): Channel => ({ isOpen: false, saidReady: false, heardReady: false, early: [] });

/** One for each peer. Nothing of it throws or rejects; after `close` it is silent. */
export class PeerLanes {
  readonly #parts: PeerLanesParts;
  readonly #channels: Record<ContentChannel, Channel> = { content: newChannel(), bulk: newChannel() };
  readonly #open = new Set<LaneName>();
  #hasKeys = false;
  #isProven = false;
  #isClosed = false;

  constructor(parts: PeerLanesParts) {
    this.#parts = parts;
    void parts.data.ready.then(() => this.#handleKeys());
  }

  /** The two people are sure of each other, as far as for sound and picture; or they are not any more. */
  setProven(isProven: boolean): void {
    this.#isProven = isProven;
    this.#look();
  }

  /** Resolves when it has been handed on, or refused. */
  async handle(news: ContentNews): Promise<void> {
    if (this.#isClosed) return;
    if ('bytes' in news) return this.#receive(news.channel, news.bytes);
    this.#channels[news.channel].isOpen = news.state === 'open';
    this.#look();
  }

  /** See `Lane.send`. */
  async send(lane: LaneName, payload: Bytes): Promise<boolean> {
    if (!this.#open.has(lane) || payload.length > laneLimits.payloadBytes) return false;
    return this.#put(channelOf(lane), laneByte(lane), lane, payload);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#look();
  }

  #handleKeys(): void {
    if (this.#isClosed) return;
    this.#hasKeys = true;
    for (const channel of contentChannels) {
      for (const bytes of this.#channels[channel].early.splice(0)) void this.#receive(channel, bytes);
    }
    this.#look();
  }

  async #receive(channel: ContentChannel, bytes: Bytes): Promise<void> {
    const lane = bytes.length <= mostBytes ? laneOf(channel, bytes[0]) : undefined;
    if (lane === undefined) this.#parts.refused();
    else if (this.#hasKeys) await this.#take(channel, lane, bytes);
    else this.#keep(channel, bytes);
  }

  /** The other end may have keys a moment before this one. */
  #keep(channel: ContentChannel, bytes: Bytes): void {
    const { early } = this.#channels[channel];
    if (bytes.length > readyBytes || early.length >= mostEarly) this.#parts.refused();
    else early.push(bytes);
  }

  async #take(channel: ContentChannel, lane: LaneName | 'ready', bytes: Bytes): Promise<void> {
    const label = lane === 'ready' ? readyLabel(channel) : lane;
    const payload = await this.#parts.data.open(label, bytes.subarray(1));
    if (this.#isClosed) return;
    if (payload === undefined || (lane !== 'ready' && !this.#open.has(lane))) this.#parts.refused();
    else if (lane !== 'ready') this.#parts.tell({ lane, payload });
    else {
      this.#channels[channel].heardReady = true;
      this.#look();
    }
  }

  async #put(channel: ContentChannel, first: number, label: string, payload: Bytes): Promise<boolean> {
    const sealed = await this.#parts.data.seal(label, payload);
    if (sealed === undefined || this.#isClosed) return false;
    const bytes = new Uint8Array(1 + sealed.length);
    bytes[0] = first;
    bytes.set(sealed, 1);
    return this.#parts.send(channel, bytes);
  }

  #look(): void {
    for (const name of contentChannels) {
      const channel = this.#channels[name];
      const may = channel.isOpen && this.#isProven && this.#hasKeys && !this.#isClosed;
      if (may && !channel.saidReady) {
        channel.saidReady = true;
        void this.#put(name, laneByte(undefined), readyLabel(name), new Uint8Array());
      }
      for (const lane of laneNames) if (channelOf(lane) === name) this.#show(lane, may && channel.heardReady);
    }
  }

  #show(lane: LaneName, isOpen: boolean): void {
    if (this.#open.has(lane) === isOpen) return;
    if (isOpen) this.#open.add(lane);
    else this.#open.delete(lane);
    this.#parts.tell({ lane, isOpen });
  }
}
