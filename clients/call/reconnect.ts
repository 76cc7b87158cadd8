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
import type { Connect, Entry, Signalling, SignallingClose, SignallingEvents } from './signalling.ts';
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

export function createReconnecting(options: ReconnectOptions, events: SignallingEvents): Signalling {
  const { clock, incarnation } = options;
  const lines = new Map<number, Signalling>();
  let state = idleReconnect;
  let admission: EntryPass | undefined;
  let stopTimer = () => {};

  function handle(event: ReconnectEvent): void {
    const step = stepReconnect(state, event, clock.now(), options.jitter());
    state = step.state;
    for (const effect of step.effects) run(effect);
    stopTimer();
    const due = reconnectDeadline(state);
    stopTimer =
      due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), () => handle({ type: 'tick' }));
  }

  function run(effect: ReconnectEffect): void {
    switch (effect.do) {
      case 'ask':
        ask();
        break;
      case 'open':
        open(effect.connection, effect.resume);
        break;
      case 'drop':
        lines.get(effect.connection)?.close();
        lines.delete(effect.connection);
        break;
      case 'tell-lost':
        events.lost?.();
        break;
      case 'tell-closed':
        stopWake();
        events.closed(effect.close);
        break;
      default:
        effect satisfies never;
    }
  }

  function ask(): void {
    options.admit(incarnation).then(
      (answer) => {
        admission = answer;
        handle({ type: 'admitted' });
      },
      (error: unknown) => handle({ type: 'not-admitted', ...refusalOf(error) }),
    );
  }

  function open(connection: number, resume: string | undefined): void {
    if (admission === undefined) return;
    const { signalling: url, ticket } = admission;
    const entry: Entry = resume === undefined ? { url, incarnation, ticket } : { url, incarnation, resume };
    lines.set(connection, options.connect(entry, eventsOf(connection), options.inCall));
  }

  /** Two lines may speak during a drain; only the one in use is heard by the room. */
  const isHeard = (connection: number) =>
    (state.phase === 'open' || state.phase === 'opening') && state.connection === connection;

  const eventsOf = (connection: number): SignallingEvents => ({
    welcome(welcome) {
      handle({ type: 'welcome', connection, resume: welcome.resume });
      if (isHeard(connection)) events.welcome(welcome);
    },
    message(message) {
      if (message.type === 'drain') handle({ type: 'drain', connection, withinMs: message.withinMs });
      if (message.type === 'pong' && message.resume !== undefined) {
        handle({ type: 'renewed', connection, resume: message.resume });
      }
      if (isHeard(connection)) events.message(message);
    },
    closed(close) {
      lines.delete(connection);
      handle({ type: 'closed', connection, close });
    },
  });

  const stopWake = options.wake.listen(() => handle({ type: 'wake' }));
  handle({ type: 'start' });
  return {
    send: (message) => state.phase === 'open' && (lines.get(state.connection)?.send(message) ?? false),
    close() {
      stopWake();
      handle({ type: 'end' });
    },
  };
}

function refusalOf(error: unknown): { close: SignallingClose; isFinal: boolean } {
  const known = error instanceof VisavisError ? error : undefined;
  const close = { code: 1006, error: known?.code, retryAfterMs: known?.retryAfterMs };
  return { close, isFinal: known !== undefined && !passing.has(known.code) };
}
