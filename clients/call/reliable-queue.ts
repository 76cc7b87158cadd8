/** Makes a path that drops, repeats and reorders reliable and ordered: the pure queue of one pair of page loads. */
import { limits } from '@visavis/shared';

/** `dueAt` undefined: waits for room in the window. */
interface Entry {
  readonly n: number;
  readonly body: string;
  readonly dueAt: number | undefined;
  readonly waitMs: number;
}

/** Both directions between two incarnations; numbers count from 1 and never start again. */
export interface QueueState {
  readonly nextN: number;
  readonly unacked: readonly Entry[];
  readonly delivered: number;
  readonly held: ReadonlyMap<number, string>;
  readonly ackAt: number | undefined;
}

export type QueueEvent =
  /** An own body, closed under the number `nextN`. */
  | { type: 'send'; body: string }
  /** An opened text of the peer, with the peer's cumulative ack. */
  | { type: 'received'; n: number; a: number; text: string }
  | { type: 'acked'; a: number }
  /** A path is new or back: everything unacked goes out at once. */
  | { type: 'path-open' }
  | { type: 'tick' };

export type QueueEffect =
  | { type: 'transmit'; n: number; a: number; body: string }
  | { type: 'ack'; a: number }
  | { type: 'deliver'; text: string }
  /** The peer has not answered for a thousand messages: this one was not taken. */
  | { type: 'overflow' };

/** Bodies that may wait behind the window. */
export const queueBacklog = 1_000;

export const emptyQueue: QueueState = { nextN: 1, unacked: [], delivered: 0, held: new Map(), ackAt: undefined };

type Step = { state: QueueState; effects: QueueEffect[] };

/** One step; total over every order of events. `now` in milliseconds of any clock that does not run backwards. */
export function stepQueue(state: QueueState, event: QueueEvent, now: number): Step {
  switch (event.type) {
    case 'send':
      if (state.unacked.length >= queueBacklog) return { state, effects: [{ type: 'overflow' }] };
      return transmitDue(append(state, event.body), now);
    case 'received':
      return receive(acknowledge(state, event.a), event.n, event.text, now);
    case 'acked':
      return transmitDue(acknowledge(state, event.a), now);
    case 'path-open':
      return transmitDue({ ...state, unacked: state.unacked.map(restarted) }, now);
    case 'tick':
      return acknowledgeDue(transmitDue(state, now), now);
    default:
      return event satisfies never;
  }
}

/** When the next `tick` is due; undefined: nothing waits for time. */
export function queueDeadline(state: QueueState): number | undefined {
  let earliest = state.ackAt;
  for (const { dueAt } of state.unacked) {
    if (dueAt !== undefined && (earliest === undefined || dueAt < earliest)) earliest = dueAt;
  }
  return earliest;
}

const append = (state: QueueState, body: string): QueueState => ({
  ...state,
  nextN: state.nextN + 1,
  unacked: [...state.unacked, { n: state.nextN, body, dueAt: undefined, waitMs: limits.retransmitFirstMs }],
});

const restarted = (entry: Entry): Entry => ({ ...entry, dueAt: undefined, waitMs: limits.retransmitFirstMs });

/** An ack of what was never sent is a lie or belongs to somebody else: it changes nothing. */
function acknowledge(state: QueueState, a: number): QueueState {
  const first = state.unacked[0];
  if (first === undefined || a < first.n || a >= state.nextN) return state;
  return { ...state, unacked: state.unacked.filter((entry) => entry.n > a) };
}

/** Sends what is new and fits the window, and again what was not acked in time. */
function transmitDue(state: QueueState, now: number): Step {
  const effects: QueueEffect[] = [];
  let bytes = 0;
  const unacked = state.unacked.map((entry, index) => {
    bytes += entry.body.length;
    const fits = index === 0 || (index < limits.queueWindowMessages && bytes <= limits.queueWindowBytes);
    if (!fits || (entry.dueAt !== undefined && entry.dueAt > now)) return entry;
    effects.push({ type: 'transmit', n: entry.n, a: state.delivered, body: entry.body });
    const again = entry.dueAt !== undefined;
    const waitMs = again ? Math.min(entry.waitMs * 2, limits.retransmitMaxMs) : entry.waitMs;
    return { ...entry, dueAt: now + waitMs, waitMs };
  });
  if (effects.length === 0) return { state, effects };
  return { state: { ...state, unacked, ackAt: undefined }, effects };
}

function acknowledgeDue(step: Step, now: number): Step {
  const { ackAt, delivered } = step.state;
  if (ackAt === undefined || ackAt > now) return step;
  return {
    state: { ...step.state, ackAt: undefined },
    effects: [...step.effects, { type: 'ack', a: delivered }],
  };
}

/** Too far ahead is ignored: the peer sends it again once the gap is closed. */
function receive(state: QueueState, n: number, text: string, now: number): Step {
  if (n > state.delivered + limits.queueHeldMessages) return transmitDue(state, now);
  const held = new Map(state.held);
  if (n > state.delivered && !held.has(n)) held.set(n, text);
  const effects: QueueEffect[] = [];
  let delivered = state.delivered;
  for (let next = held.get(delivered + 1); next !== undefined; next = held.get(delivered + 1)) {
    delivered += 1;
    held.delete(delivered);
    effects.push({ type: 'deliver', text: next });
  }
  const ackAt = state.ackAt ?? now + limits.ackDelayMs;
  const sent = transmitDue({ ...state, delivered, held, ackAt }, now);
  return { state: sent.state, effects: [...effects, ...sent.effects] };
}
