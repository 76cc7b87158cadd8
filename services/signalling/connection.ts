/** One WebSocket and its session: the only place where the session's effects become deeds. */
import { randomBytes } from 'node:crypto';
import { type ConnectionId, closeCode, closeCodes, type PodMessage } from '@visavis/shared';
import { readBrowserText } from './browser-text.ts';
import type { ConnectionEvents } from './connection-events.ts';
import type { Member } from './local-room.ts';
import type { Pod } from './pod.ts';
import { canonicalRelay, type RelayFrame, splitRelay } from './relay-frame.ts';
import { SeatKeeper } from './seat-keeper.ts';
import { pingEveryMs, seatTtlOf } from './seat-life.ts';
import { dueAt, opened, settledOf, step } from './session.ts';
import type { Seated, Session, SessionEffect, SessionEvent } from './session-types.ts';
import type { Socket, SocketHandler } from './socket.ts';
import { Throttle } from './throttle.ts';
import { isTooMany, toldIn } from './told.ts';
import { mayStill, slowness } from './verdict.ts';

/** Before every moment that clocks can be set to, and as small a number as they. */
const awake = -(2 ** 31);

export class Connection implements Member, SocketHandler {
  readonly id = randomBytes(16).toString('base64url') as ConnectionId;
  /** Group of the browser's address: a key for limits, never logged. */
  readonly address: string;
  readonly #pod: Pod;
  readonly socket: Socket;
  readonly #events: ConnectionEvents;
  /** Only of a line that spoke just now: a fresh one is the same as one that has rested. */
  #throttle: Throttle | undefined = undefined;
  #session: Session;
  #cancelDeadline: (() => void) | undefined;
  /** Counted from the pod's start: a small number lives in the object itself, a moment since 1970 beside it. */
  #pingAt: number;
  #missedPings = 0;
  /** Nothing is due before, as long as nothing happens here; counted like the ping. */
  #restsUntil = awake;
  /** Since when the browser reads too slowly. */
  #slowSince: number | undefined;

  constructor(pod: Pod, socket: Socket, address: string, events: ConnectionEvents) {
    const now = pod.clock.now();
    this.#pod = pod;
    this.socket = socket;
    this.address = address;
    this.#events = events;
    this.#session = opened(now, pod.limits);
    this.#pingAt = Math.floor(now - pod.startedAt) + pod.limits.pingMs;
    this.#cancelDeadline = pod.clock.after(pod.limits.helloTimeoutMs, () => this.handle({ type: 'hello-late' }));
    socket.listen(this);
  }

  get session(): Session {
    return this.#session;
  }

  /** The browser still waits for what its hello brings. */
  get isWaited(): boolean {
    return this.#session.phase === 'admitting' && this.socket.isOpen;
  }

  handle(event: SessionEvent): void {
    const before = this.#session;
    const { state, effects } = step(before, event, this.#pod.clock.now(), this.#pod.limits);
    this.#session = state;
    if (state !== before) this.#moved(before, state);
    for (const effect of effects) this.#run(effect, before);
  }

  onText(frame: Buffer): void {
    if (this.#session.phase === 'closed') return;
    const startedAt = this.#pod.metrics.latency.sample();
    const now = this.#pod.clock.now();
    this.#pod.standstill.look(now);
    if (!this.#mayBeHeard(frame.length, now)) return;
    this.#missedPings = 0;
    this.#restsUntil = awake;
    const seated = this.#seated();
    // A line that was just heard needs no ping: browsers speak by themselves.
    this.#pingAt = Math.floor(now - this.#pod.startedAt) + pingEveryMs(seated, this.#pod.limits);
    const split = seated && splitRelay(frame);
    if (seated && split) {
      this.#forward(seated, frame, split, startedAt);
      return;
    }
    const message = readBrowserText(frame, this.socket.protocol);
    this.handle(message ? { type: 'message', message } : { type: 'unreadable' });
  }

  onBinary(): void {
    this.handle({ type: 'breach', code: closeCode.binary, retryAfterMs: undefined });
  }

  onPing(word: Buffer): void {
    if (this.#session.phase !== 'closed') this.#mayBeHeard(word.length, this.#pod.clock.now());
  }

  onPong(word: Buffer): void {
    this.onPing(word);
    this.#missedPings = 0;
    this.#pod.asking.answered(this.socket, word);
  }

  onClose(code: number): void {
    const ours = this.#session.phase === 'closed' ? this.#session.code : undefined;
    this.handle({ type: 'gone', code });
    this.#pod.metrics.closed(ours ?? code);
    this.#pod.log.info('connection closed', { connection: this.id, closeCode: ours ?? code });
    this.#events.onClosed(this);
  }

  /** Once a second: deadlines, pings, and whether the browser reads. Most lines rest, and cost no more than this look. */
  tick(now: number): void {
    const uptime = Math.floor(now - this.#pod.startedAt);
    if (uptime < this.#restsUntil) return;
    if (now >= dueAt(this.#session)) this.handle({ type: 'tick' });
    if (this.#session.phase === 'closed') return;
    this.#checkReading(now);
    if (this.#throttle?.hasRested(now)) this.#throttle = undefined;
    if (uptime >= this.#pingAt) this.#pingAgain(uptime);
    const isBusy = this.#throttle !== undefined || this.#slowSince !== undefined;
    const dueAfter = Math.ceil(dueAt(this.#session) - this.#pod.startedAt);
    this.#restsUntil = isBusy ? awake : Math.min(this.#pingAt, dueAfter);
  }

  #pingAgain(uptime: number): void {
    this.#pingAt = uptime + pingEveryMs(undefined, this.#pod.limits);
    if (this.#missedPings >= this.#pod.limits.missedPings) {
      this.#pod.metrics.limit('pings');
      this.socket.terminate();
      return;
    }
    this.#missedPings += 1;
    this.socket.ping();
  }

  /** The process stood still: nothing is forwarded for this line until the store has confirmed its seat, by `at` or its first word. */
  doubt(at: number): void {
    const everyMs = pingEveryMs(this.#seated(), this.#pod.limits);
    this.#pingAt = Math.floor(this.#pod.clock.now() - this.#pod.startedAt) + everyMs;
    this.#restsUntil = awake;
    if (this.#seated()) this.#pod.standstill.doubt(this);
    this.handle({ type: 'announce', at });
  }

  deliver(frame: Buffer): boolean {
    this.#restsUntil = awake;
    if (this.socket.bufferedAmount > this.#pod.limits.unreadSoftBytes) {
      if (this.#slowSince === undefined) this.#pod.metrics.limit('unread');
      this.#slowSince ??= this.#pod.clock.now();
      return false;
    }
    this.socket.send(frame);
    return true;
  }

  send(message: PodMessage): void {
    this.#tell(message, this.#session);
  }

  /** Closes 1001 because the process ends; resolves when the line is gone. */
  goodbye(): Promise<void> {
    const closed = this.socket.closed();
    this.socket.close(1001, 'going-away');
    return closed;
  }

  /** Has no state: made when there is something to do, so that idle lines carry none. */
  get #keeper(): SeatKeeper {
    return new SeatKeeper(this.#pod, this);
  }

  #seated(): Seated | undefined {
    const settled = settledOf(this.#session);
    return settled?.phase === 'seated' ? settled : undefined;
  }

  #tell(message: PodMessage, within: Session): void {
    this.#restsUntil = awake;
    if (this.socket.bufferedAmount > this.#pod.limits.unreadHardBytes) return;
    const { grant } = settledOf(within) ?? settledOf(this.#session) ?? {};
    const label = () => (grant && 'room' in grant ? this.#pod.label(grant.room) : undefined);
    this.socket.send(JSON.stringify(toldIn(this.socket.protocol, message, label)));
  }

  /** Whatever is said counts against the line's rates; false when it came too fast. */
  #mayBeHeard(bytes: number, now: number): boolean {
    this.#throttle ??= new Throttle(this.#pod.limits, now);
    this.#restsUntil = awake;
    const verdict = this.#throttle.count(bytes, now);
    return verdict.kind === 'ok' || mayStill(verdict, this.#pod, this, this.socket);
  }

  #checkReading(now: number): void {
    const { since, isOver } = slowness(this.socket.bufferedAmount, this.#slowSince, now, this.#pod.limits);
    this.#slowSince = since;
    if (!isOver) return;
    this.#pod.metrics.limit('unread-for-good');
    this.handle({ type: 'breach', code: closeCode['slow-consumer'], retryAfterMs: undefined });
  }

  #forward(seated: Seated, frame: Buffer, split: RelayFrame, startedAt: number): void {
    const { room, seat } = seated.grant;
    const { metrics, rooms, standstill } = this.#pod;
    if (standstill.isFirstWord(this))
      void this.#keeper.run({ do: 'renew', ttlMs: seatTtlOf(seated, this.#pod.limits) });
    const path = standstill.isDoubted(this) ? 'away' : rooms.forward({ room, seat, epoch: seated.epoch }, frame, split);
    metrics.relayed[path] += 1;
    metrics.relayedBytes += frame.length;
    if (startedAt > 0) metrics.latency.relayed(path, startedAt);
    if (path === 'absent') this.handle({ type: 'absent' });
  }

  #moved(before: Session, state: Session): void {
    this.#restsUntil = awake;
    if (before.phase === 'awaiting-hello') {
      this.#cancelDeadline?.();
      this.#cancelDeadline = undefined;
      this.#events.onHello(this);
    }
    if (before.phase !== state.phase) this.#keeper.moved(settledOf(before), settledOf(state));
  }

  /** `before`: the session that the effect comes from; an end may have forgotten the room already. */
  #run(effect: SessionEffect, before: Session): void {
    switch (effect.do) {
      case 'send':
        if (this.#session.phase !== 'closed' && isTooMany(effect.message)) this.#pod.metrics.limit('ice-servers');
        this.#tell(effect.message, before);
        return;
      case 'pong':
        if (effect.renewsResume) void this.#keeper.run(effect);
        else this.#pod.answer(() => this.send({ type: 'pong', c: effect.c, now: this.#pod.clock.now() }));
        return;
      case 'close':
        this.socket.close(effect.code, effect.code === 1000 ? '' : closeCodes[effect.code].name);
        return;
      case 'forward': {
        const frame = canonicalRelay(effect.message);
        const [seated, split] = [this.#seated(), splitRelay(frame)];
        if (seated && split) this.#forward(seated, frame, split, 0);
        return;
      }
      case 'count':
        this.#pod.reports.add(this, effect.report);
        return;
      default:
        void this.#keeper.run(effect);
    }
  }
}
