/** A line to the pods that comes back by itself: the same interface as one connection, wrapped around many. */
import { type Admission, type ErrorCode, type Incarnation, VisavisError } from '@visavis/shared';
import type { Clock } from './clock.ts';
import {
  idleReconnect,
  type ReconnectEffect,
  type ReconnectEvent,
  reconnectDeadline,
  stepReconnect,
} from './reconnect-state.ts';
import type { Connect, Entry, RoomRequest, Signalling, SignallingClose, SignallingEvents } from './signalling.ts';
import type { Wake } from './wake.ts';

/** What of an admission opens a line: of a room's, and of a desk's ticket too. */
export type EntryPass = Pick<Admission, 'ticket' | 'signalling'>;

/** `admit` rejects with a `VisavisError` when the answer was no; any other rejection counts as a lost network. */
export interface ReconnectOptions {
  incarnation: Incarnation;
  admit(incarnation: Incarnation): Promise<EntryPass>;
  connect: Connect;
  inCall: () => boolean;
  clock: Clock;
  wake: Wake;
  /** In [0, 1). */
  jitter: () => number;
}

/** Errors of an admission that pass by themselves. */
const passing = new Set<ErrorCode>(['unavailable', 'internal', 'too-many']);

/** Enters at once, and comes back until it is closed or refused for good. */
export const createReconnecting = (options: ReconnectOptions, events: SignallingEvents): Signalling =>
  new ReconnectingLine(options, events);

const probeSpreadMs = 2_000;

class ReconnectingLine implements Signalling {
  readonly #options: ReconnectOptions;
  readonly #events: SignallingEvents;
  readonly #lines = new Map<number, Signalling>();
  readonly #stopWake: () => void;
  #state = idleReconnect;
  #admission: EntryPass | undefined;
  #stopTimer = () => {};

  constructor(options: ReconnectOptions, events: SignallingEvents) {
    this.#options = options;
    this.#events = events;
    this.#stopWake = options.wake.listen(() => this.#handle({ type: 'wake' }));
    this.#handle({ type: 'start' });
  }

  send(message: RoomRequest): boolean {
    return this.#state.phase === 'open' && (this.#lines.get(this.#state.connection)?.send(message) ?? false);
  }

  close(): void {
    this.#stopWake();
    this.#handle({ type: 'end' });
  }

  #handle(event: ReconnectEvent): void {
    const { clock, jitter } = this.#options;
    const step = stepReconnect(this.#state, event, clock.now(), jitter());
    this.#state = step.state;
    this.#stopTimer();
    const due = reconnectDeadline(step.state);
    const tick = () => this.#handle({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), tick);
    for (const effect of step.effects) this.#run(effect);
  }

  #run(effect: ReconnectEffect): void {
    const { clock, jitter } = this.#options;
    switch (effect.do) {
      case 'ask':
        void this.#ask();
        break;
      case 'open':
        this.#open(effect.connection, effect.resume);
        break;
      case 'drop':
        this.#lines.get(effect.connection)?.close();
        this.#lines.delete(effect.connection);
        break;
      case 'probe':
        // Not everybody in one office in the same moment.
        clock.after(jitter() * probeSpreadMs, () => this.#lines.get(effect.connection)?.probe?.());
        break;
      case 'tell-lost':
        this.#events.lost?.();
        break;
      case 'tell-closed':
        this.#stopWake();
        this.#events.closed(effect.close);
        break;
      default:
        effect satisfies never;
    }
  }

  async #ask(): Promise<void> {
    try {
      this.#admission = await this.#options.admit(this.#options.incarnation);
      this.#handle({ type: 'admitted' });
    } catch (error) {
      this.#handle({ type: 'not-admitted', ...refusalOf(error) });
    }
  }

  #open(connection: number, resume: string | undefined): void {
    const { incarnation, connect, inCall } = this.#options;
    const { signalling: url = '', ticket = '' } = this.#admission ?? {};
    const entry: Entry = resume === undefined ? { url, incarnation, ticket } : { url, incarnation, resume };
    try {
      this.#lines.set(connection, connect(entry, this.#eventsOf(connection), inCall));
    } catch {
      // A browser throws at an address that is none; that is no reason to take the page down.
      this.#handle({ type: 'closed', connection, close: { code: 1006, error: undefined, retryAfterMs: undefined } });
    }
  }

  #eventsOf(connection: number): SignallingEvents {
    return {
      welcome: (welcome) => {
        this.#handle({ type: 'welcome', connection, resume: welcome.resume });
        if (this.#isHeard(connection)) this.#events.welcome(welcome);
      },
      message: (message) => {
        if (message.type === 'drain') this.#handle({ type: 'drain', connection, withinMs: message.withinMs });
        if (message.type === 'pong' && message.resume !== undefined) {
          this.#handle({ type: 'renewed', connection, resume: message.resume });
        }
        if (this.#isHeard(connection)) this.#events.message(message);
      },
      closed: (close) => {
        this.#lines.delete(connection);
        this.#handle({ type: 'closed', connection, close });
      },
    };
  }

  /** Two lines may speak during a drain; only the one in use is heard by the room. */
  #isHeard(connection: number): boolean {
    const state = this.#state;
    return (state.phase === 'open' || state.phase === 'opening') && state.connection === connection;
  }
}

function refusalOf(error: unknown): { close: SignallingClose; isFinal: boolean } {
  const known = error instanceof VisavisError ? error : undefined;
  const close = { code: 1006, error: known?.code, retryAfterMs: known?.retryAfterMs, incident: known?.incident };
  return { close, isFinal: known !== undefined && !passing.has(known.code) };
}
