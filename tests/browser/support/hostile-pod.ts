/** A pod in the hands of an attacker: real sockets, an honest room beneath, and a lie between the two for as long as wanted. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Incarnation, type PodMessage, parseBrowserMessage, type RoomId, toBase64url } from '@visavis/shared';
import { type WebSocket, WebSocketServer } from 'ws';
import { browserClock } from '../../../clients/call/clock.ts';
import type { Entry, Signalling } from '../../../clients/call/signalling.ts';
import { type MemoryPod, memoryPod } from '../../../clients/call/signalling-memory.ts';

export type Seat = 'advisor' | 'guest';
export const oppositeOf = { advisor: 'guest', guest: 'advisor' } as const;

/** What the attacker knows and can do besides. Text and bytes are sent as they are, anything else as JSON. */
export interface Scene {
  room: RoomId;
  to: Seat;
  /** Everything relayed before, whoever it was for. */
  earlier: readonly { to: Seat; message: Relayed }[];
  tell(to: Seat, what: unknown): void;
  /** The page in a seat, as the honest pod knows it. */
  seated(seat: Seat): Incarnation | undefined;
}
export type Relayed = Extract<PodMessage, { type: 'relay' }>;
/** Stands where the pod hands `message` over to a page. */
export type Lie = (message: PodMessage, scene: Scene) => void;

export const random = () => toBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** One room; `isLying` is the attacker's switch. */
export class HostileRoom {
  isLying = true;
  readonly room: RoomId;
  readonly url: string;
  readonly #lie: Lie;
  readonly #pod: MemoryPod = memoryPod(browserClock, Math.random);
  readonly #sockets = new Map<Seat, WebSocket>();
  readonly #earlier: { to: Seat; message: Relayed }[] = [];

  constructor(url: string, lie: Lie, room = random() as RoomId) {
    this.url = url;
    this.#lie = lie;
    this.room = room;
  }

  get relayed(): number {
    return this.#earlier.length;
  }

  /** A page's socket, until it closes. */
  serve(socket: WebSocket): void {
    let line: Signalling | undefined;
    socket.on('message', (data) => {
      const parsed = parseBrowserMessage(String(data));
      if (!parsed.ok) return;
      const { message } = parsed;
      if (message.type === 'ping') this.#send(socket, { type: 'pong', c: message.c, now: browserClock.now() });
      else if (message.type !== 'hello' && message.type !== 'resume') line?.send(message);
      else line ??= this.#enter(socket, message);
    });
    socket.on('close', () => line?.close());
  }

  #enter(socket: WebSocket, message: { incarnation: Incarnation; ticket?: string; resume?: string }): Signalling {
    const { incarnation, ticket, resume } = message;
    const seat: Seat = (ticket ?? resume)?.includes('advisor') ? 'advisor' : 'guest';
    const entry: Entry =
      resume === undefined
        ? { url: '', incarnation, ticket: this.#pod.ticket(seat, incarnation) }
        : { url: '', incarnation, resume };
    this.#sockets.set(seat, socket);
    const events = {
      welcome: (welcome: PodMessage) => this.#hand(seat, socket, welcome),
      message: (told: PodMessage) => this.#hand(seat, socket, told),
      closed: ({ code }: { code: number }) => socket.close(code === 1006 ? 1011 : code),
    };
    return this.#pod.connect(entry, events, () => false);
  }

  #hand(seat: Seat, socket: WebSocket, message: PodMessage): void {
    // A page that has been replaced hears the truth about that from its own socket.
    if (!this.isLying || this.#sockets.get(seat) !== socket) this.#send(socket, message);
    else this.#lie(message, this.#scene(seat));
    if (message.type === 'relay') this.#earlier.push({ to: seat, message });
  }

  #scene(to: Seat): Scene {
    return {
      room: this.room,
      to,
      earlier: this.#earlier,
      tell: (seat, what) => {
        const socket = this.#sockets.get(seat);
        if (socket !== undefined && this.isLying) this.#send(socket, what);
      },
      seated: (seat) => this.#pod.seated(seat),
    };
  }

  #send(socket: WebSocket, what: unknown): void {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(typeof what === 'string' || what instanceof Uint8Array ? what : JSON.stringify(what));
  }
}

/** Rooms on the address that serves the pages: the pages' policy lets them speak to nobody else. */
export class HostilePod {
  readonly #rooms = new Map<string, HostileRoom>();
  readonly #server = new WebSocketServer({ noServer: true });

  /** For the HTTP server of the pages. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const room = this.#rooms.get(request.url ?? '');
    if (room === undefined) socket.destroy();
    else this.#server.handleUpgrade(request, socket, head, (opened) => room.serve(opened));
  };

  /** `like`: the other half of a room that the attacker has cut in two. */
  open(lie: Lie, like?: HostileRoom): HostileRoom {
    const path = `/signal/${random()}`;
    const room = new HostileRoom(path, lie, like?.room);
    this.#rooms.set(path, room);
    return room;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
  }
}
