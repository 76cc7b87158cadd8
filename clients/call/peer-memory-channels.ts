/** The channels of a memory peer: they open and close together, and keep what they cannot bring yet. */
import { contentChannels } from './lane.ts';
import type { ContentNews, PeerEvents } from './peer.ts';

type Item = { text: string } | Extract<ContentNews, { bytes: Uint8Array }>;

/** What a channel of a real browser takes at once: `max-message-size` of RFC 8841, at Chromium's value. */
const mostBytes = 262_144;

export class MemoryChannels {
  readonly #tell: (news: (events: PeerEvents) => void) => void;
  #held: Item[] = [];
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(tell: (news: (events: PeerEvents) => void) => void) {
    this.#tell = tell;
  }

  get isNew(): boolean {
    return this.#state === 'new';
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  open(): void {
    if (this.#state === 'new') this.#turn('open');
  }

  close(): void {
    if (this.#state === 'open') this.#turn('closed');
  }

  /** SCTP keeps what it cannot bring yet (RFC 9260 §6.3), for as long as the channel is open. */
  take(item: Item): boolean {
    if (this.#state !== 'open' || ('bytes' in item && item.bytes.length > mostBytes)) return false;
    this.#held.push('bytes' in item ? { ...item, bytes: item.bytes.slice() } : item);
    return true;
  }

  /** Everything held, as it arrives at the other side. */
  bring(other: MemoryChannels): void {
    for (const item of this.#held.splice(0)) {
      other.#tell((events) => ('text' in item ? events.text(item.text) : events.content?.(item)));
    }
  }

  #turn(state: 'open' | 'closed'): void {
    this.#state = state;
    this.#tell((events) => events.channel(state));
    for (const channel of contentChannels) this.#tell((events) => events.content?.({ channel, state }));
  }
}
