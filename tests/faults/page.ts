/** One page load as a script: the product's own way back to the pods, queue and seal, with everything it sees written down. */
import type { Incarnation, LinkSecret, PeerMessage, RoomId, RoomSeat, Welcome } from '@visavis/shared';
import { PeerChannel } from '../../clients/call/peer-channel.ts';
import { createReconnecting } from '../../clients/call/reconnect.ts';
import { counterpartOf } from '../../clients/call/roles.ts';
import { createSeal } from '../../clients/call/seal.ts';
import { type Connect, connectWebSocket, type RoomMessage, type Signalling } from '../../clients/call/signalling.ts';
import type { Cable } from './cable.ts';
import { type PageName, type Recorder, sentence } from './history.ts';
import type { Random } from './random.ts';
import { pageClock } from './short-times.ts';

export interface PageParts {
  name: PageName;
  room: RoomId;
  seat: RoomSeat;
  incarnation: Incarnation;
  /** Undefined: this room speaks plain. */
  linkSecret: LinkSecret | undefined;
  ticket(): Promise<string>;
  cable: Cable;
  /** Of this page alone, so that the same seed leads to the same pods. */
  random: Random;
  /** Which pod each of its lines goes to. */
  doors: Random;
  /** Names of all pages by their incarnation. */
  names: ReadonlyMap<string, PageName>;
  note: Recorder['note'];
}

/** The person opposite, one page load of theirs. */
interface Opposite {
  page: PageName;
  channel: PeerChannel;
  said: number;
  delivered: number;
}

/** Nothing wakes a script. */
const asleep = { listen: () => () => {}, onLeaving: () => () => {} };

export class Page {
  readonly name: PageName;
  /** Told for good that it is over, or closed by its person. */
  isOver = false;
  readonly #parts: PageParts;
  readonly #signalling: Signalling;
  readonly #opposites = new Map<string, Opposite>();
  #opposite: Opposite | undefined;
  #lines = 0;
  #pod: string | undefined;

  constructor(parts: PageParts) {
    this.name = parts.name;
    this.#parts = parts;
    const entering = {
      incarnation: parts.incarnation,
      admit: async () => ({ ticket: await parts.ticket(), signalling: '' }),
      connect: this.#connect,
      inCall: () => parts.random.chance(0.5),
      clock: pageClock,
      wake: asleep,
      jitter: parts.random.next,
    };
    this.#signalling = createReconnecting(entering, {
      welcome: (welcome) => this.#enter(welcome),
      message: (message) => this.#hear(message),
      lost: () => parts.note({ what: 'lost', page: this.name }),
      closed: ({ code, error }) => {
        parts.note({ what: 'closed', page: this.name, code, error });
        this.#end();
      },
    });
  }

  /** The page it takes for the one opposite, and how much was said to and heard from it. */
  get opposite(): Readonly<Omit<Opposite, 'channel'>> | undefined {
    return this.#opposite;
  }

  /** The pod that welcomed it last. */
  get pod(): string | undefined {
    return this.#pod;
  }

  /** One more sentence for whoever sits opposite, if anybody ever did. */
  say(): void {
    const opposite = this.#opposite;
    if (!opposite || this.isOver) return;
    opposite.said += 1;
    const { page, said } = opposite;
    this.#parts.note({ what: 'said', page: this.name, to: page, count: said });
    opposite.channel.send({ kind: 'name', name: sentence(this.name, page, said) });
  }

  /** `end`: the advisor ends the room. */
  close(goodbye: 'bye' | 'end' | 'none'): void {
    if (this.isOver) return;
    const isTold =
      goodbye !== 'none' && this.#signalling.send(goodbye === 'end' ? { type: 'bye', end: true } : { type: 'bye' });
    this.#signalling.close();
    this.#parts.note({ what: 'shut', page: this.name, told: isTold ? goodbye : 'nothing' });
    this.#end();
  }

  #end(): void {
    this.isOver = true;
    for (const { channel } of this.#opposites.values()) channel.close();
  }

  /** One line to a pod by chance, tapped on both sides. */
  readonly #connect: Connect = (entry, events, inCall) => {
    const { cable, doors, note } = this.#parts;
    this.#lines += 1;
    const line = this.#lines;
    const { url, pod } = cable.way(doors.between(0, cable.doors - 1));
    const tapped = {
      ...events,
      welcome: (welcome: Welcome) => {
        const { epoch, connection } = welcome;
        this.#pod = pod;
        const peers = welcome.peers.map(({ incarnation }) => this.#nameOf(incarnation));
        note({ what: 'seated', page: this.name, line, pod, epoch, connection, peers });
        events.welcome(welcome);
      },
      message: (message: RoomMessage) => {
        this.#tap(message, line);
        events.message(message);
      },
    };
    const inner = connectWebSocket(pageClock)({ ...entry, url }, tapped, inCall);
    return {
      close: () => inner.close(),
      send: (request) => {
        const isSent = inner.send(request);
        if (isSent && request.type === 'relay')
          note({ what: 'transmitted', page: this.name, line, body: request.body });
        return isSent;
      },
    };
  };

  #tap(message: RoomMessage, line: number): void {
    const { note } = this.#parts;
    if (message.type === 'relay')
      note({ what: 'heard', page: this.name, line, from: message.from, body: message.body });
    if (message.type !== 'peer') return;
    note({ what: 'peer', page: this.name, line, peer: this.#nameOf(message.incarnation), event: message.event });
  }

  #nameOf(incarnation: string): PageName {
    return this.#parts.names.get(incarnation) ?? 'nobody we know';
  }

  #enter({ peers }: Welcome): void {
    const peer = peers.find(({ seat }) => seat === counterpartOf(this.#parts.seat));
    if (peer) this.#meet(peer.incarnation);
    this.#opposite?.channel.handlePathOpen();
  }

  #hear(message: RoomMessage): void {
    const seat = counterpartOf(this.#parts.seat);
    if (message.type === 'peer' && message.seat === seat && message.event !== 'left') this.#meet(message.incarnation);
    if (message.type === 'relay' && message.from === seat) {
      const { n, a, body } = message;
      this.#opposite?.channel.handleFrame({ type: 'relay', n, a, body }, 'pod');
    }
    if (message.type === 'ack' && message.from === seat) {
      this.#opposite?.channel.handleFrame({ type: 'ack', a: message.a }, 'pod');
    }
  }

  #meet(incarnation: Incarnation): void {
    const known = this.#opposites.get(incarnation) ?? this.#newOpposite(incarnation);
    this.#opposites.set(incarnation, known);
    this.#opposite = known;
  }

  #newOpposite(incarnation: Incarnation): Opposite {
    const { room, seat, linkSecret, note } = this.#parts;
    const page = this.#nameOf(incarnation);
    const to = counterpartOf(seat);
    const self = { seat, incarnation: this.#parts.incarnation };
    const peer = { seat: to, incarnation };
    const channel: PeerChannel = new PeerChannel({
      seal: createSeal({ room, self, peer, linkSecret, subtle: crypto.subtle }),
      clock: pageClock,
      transmit: (frame) => {
        if (this.#opposite?.channel === channel) this.#signalling.send({ ...frame, to });
      },
      deliver: (message: PeerMessage) => {
        opposite.delivered += 1;
        const text = message.kind === 'name' ? message.name : message.kind;
        note({ what: 'delivered', page: this.name, from: page, text });
      },
      refused: (reason) => note({ what: 'refused', page: this.name, reason }),
    });
    const opposite: Opposite = { page, channel, said: 0, delivered: 0 };
    return opposite;
  }
}
