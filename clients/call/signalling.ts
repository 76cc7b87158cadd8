/** The line to a pod: what the engine may say over it, what it hears, and the WebSocket that carries it. */
import {
  type BrowserMessage,
  type ErrorCode,
  type Incarnation,
  limits,
  type PodMessage,
  parsePodMessage,
  type Welcome,
} from '@visavis/shared';
import type { Clock } from './clock.ts';

/** What lets a browser in: a fresh ticket, or the token of an earlier welcome. `url` is the pod's WebSocket address. */
export type Entry = { url: string; incarnation: Incarnation } & ({ ticket: string } | { resume: string });

/** What may be said once in; the way in and the heartbeat are the line's own. */
export type RoomRequest = Exclude<BrowserMessage, { type: 'hello' | 'resume' | 'ping' }>;
export type RoomMessage = Exclude<PodMessage, { type: 'welcome' }>;

/** Why a line closed: the code that the table of close codes knows, and the last error the pod named. */
export interface SignallingClose {
  code: number;
  error: ErrorCode | undefined;
  retryAfterMs: number | undefined;
  /** What people read out on the telephone, if the pod or the service named it. */
  incident?: string | undefined;
}

/** Never called from inside the call that opens the line, nor after `closed`. */
export interface SignallingEvents {
  /** In the room; from a reconnecting line once for every time it comes back. */
  welcome(welcome: Welcome): void;
  message(message: RoomMessage): void;
  /** Only from a reconnecting line: it is gone and will be back. */
  lost?(): void;
  /** Once. Of a reconnecting line: for good. */
  closed(close: SignallingClose): void;
}

export interface Signalling {
  /** `false`: the line is not open, or its version does not know this; nothing was sent. Whoever needs more than that repeats. */
  send(message: RoomRequest): boolean;
  /** The network changed or the page was away: a line that carries nothing any more is to be found out soon. */
  probe?(): void;
  /** Ends the line without another word; no event follows. Idempotent. */
  close(): void;
}

/** One line, opened once. `inCall` is asked at every heartbeat: media flows, so the pod may look less often. */
export type Connect = (entry: Entry, events: SignallingEvents, inCall: () => boolean) => Signalling;

/** Nothing heard for so long after opening: the address does not answer. */
const answerTimeoutMs = 10_000;
/** So many heartbeats unanswered: the line is dead although nobody closed it. */
const silentHeartbeats = 2;
/** Nothing heard for so long: who says something asks as well whether it is heard. */
const silenceMs = 5_000;
/** How long the answer may take, also after heartbeats that were late, as in a hidden tab or after a sleep: a slow line is not a dead one. */
const askedAnswerMs = 8_000;

/** Over a WebSocket of the browser, or of Node in tests. */
export const connectWebSocket =
  (clock: Clock): Connect =>
  (entry, events, inCall) =>
    new SocketLine(clock, entry, events, inCall);

class SocketLine implements Signalling {
  readonly #clock: Clock;
  readonly #events: SignallingEvents;
  readonly #inCall: () => boolean;
  readonly #socket: WebSocket;
  #stopTimer: () => void;
  #phase: 'entering' | 'open' | 'closed' = 'entering';
  #beating = false;
  #asking = false;
  #heardAt: number;
  #beats = 0;
  #unanswered = 0;
  /** The count of the last heartbeat that was answered. */
  #answered = -1;
  #error: Omit<SignallingClose, 'code'> = { error: undefined, retryAfterMs: undefined };

  constructor(clock: Clock, entry: Entry, events: SignallingEvents, inCall: () => boolean) {
    this.#clock = clock;
    this.#events = events;
    this.#inCall = inCall;
    this.#heardAt = clock.now();
    this.#socket = new WebSocket(entry.url, [limits.subProtocolNewest, limits.subProtocol]);
    this.#stopTimer = clock.after(answerTimeoutMs, () => this.#end(1006));
    this.#socket.onopen = () => this.#say(greeting(entry));
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = ({ code }) => this.#end(code);
  }

  send(message: RoomRequest): boolean {
    if (this.#phase !== 'open') return false;
    const known = this.#socket.protocol === limits.subProtocolNewest ? message : olderWords(message);
    const isSaid = known !== undefined && this.#say(known);
    if (isSaid && this.#clock.now() - this.#heardAt > silenceMs) this.#ask();
    return isSaid;
  }

  probe(): void {
    if (this.#phase !== 'closed' && this.#beating) this.#ask();
  }

  close(): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#release();
  }

  #say(message: BrowserMessage): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #hear(data: unknown): void {
    const parsed = typeof data === 'string' ? parsePodMessage(data) : undefined;
    if (this.#phase === 'closed' || !parsed?.ok) return;
    const { message } = parsed;
    if (message.type === 'pong') this.#answered = Math.max(this.#answered, message.c);
    this.#heardAt = this.#clock.now();
    this.#unanswered = 0;
    this.#beat(message.type === 'welcome' ? message.heartbeatMs : limits.heartbeatMs);
    if (message.type === 'welcome') {
      this.#phase = 'open';
      this.#events.welcome(message);
      return;
    }
    if (message.type === 'error') {
      const { code: error, retryAfterMs, incident } = message;
      this.#error = { error, retryAfterMs, incident };
    }
    this.#events.message(message);
  }

  /**
   * From the first word of the pod on: earlier there is no right to a heartbeat. In a running call, which the pod knows of, all
   * but every second one are left out while they are answered.
   */
  #beat(everyMs: number): void {
    if (this.#beating) return;
    this.#beating = true;
    this.#stopTimer();
    let [beatAt, rests] = [this.#heardAt, 0];
    let knownInCall = false;
    this.#stopTimer = this.#clock.every(everyMs, () => {
      const now = this.#clock.now();
      const isLate = now - beatAt > silentHeartbeats * everyMs;
      beatAt = now;
      if (isLate) return this.#ask();
      if (this.#unanswered >= silentHeartbeats) return this.#end(1006);
      const inCall = this.#inCall();
      rests = inCall && knownInCall && this.#unanswered === 0 ? (rests + 1) % limits.heartbeatsInCall : 0;
      knownInCall = inCall;
      if (rests > 0) return;
      this.#unanswered += 1;
      this.#ping(inCall);
    });
  }

  #ping(inCall = this.#inCall()): void {
    this.#say({ type: 'ping', c: this.#beats++, inCall });
  }

  /** Whether the line still carries anything is to be known soon, by its own answer: other words may have waited here. */
  #ask(): void {
    if (this.#asking) return;
    this.#asking = true;
    const asked = this.#beats;
    this.#ping();
    this.#clock.after(askedAnswerMs, () => {
      this.#asking = false;
      if (this.#answered < asked) this.#end(1006);
    });
  }

  #end(code: number): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#release();
    this.#events.closed({ code, ...this.#error });
  }

  #release(): void {
    this.#stopTimer();
    const socket = this.#socket;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    // A socket that is still connecting would otherwise open later and hold a place at the pod.
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close(1000);
    else socket.close(1000);
  }
}

/** What a pod that speaks version 1.0 understands of a request; nothing of a report. */
function olderWords(message: RoomRequest): RoomRequest | undefined {
  if (message.type === 'setup-report' || message.type === 'call-report') return undefined;
  return message.type === 'ice-servers' ? { type: 'ice-servers' } : message;
}

function greeting(entry: Entry): BrowserMessage {
  const { incarnation } = entry;
  const version = limits.protocolVersion;
  return 'resume' in entry
    ? { type: 'resume', version, resume: entry.resume, incarnation }
    : { type: 'hello', version, ticket: entry.ticket, incarnation };
}
