/** What a pod does when store or bus were gone and are back, or it was itself: it says again what it holds, without haste. */
import type { Clock } from '@visavis/runtime';
import type { Connection } from './connection.ts';
import type { Pod } from './pod.ts';
import type { RelayBus } from './relay-bus.ts';

const lookMs = 1_000;
/** The longest rest of what the store did not hear again and again: a part of it may be away while the rest serves its rooms. */
const mostRests = 5;
/** A thousand seats a second and pod, but nobody waits longer than for an ordinary renewal. */
const perSecond = 1_000;
const shortestSpreadMs = 2_000;

export interface ReturnParts {
  pod: Pod;
  bus: RelayBus;
  connections: ReadonlySet<Connection>;
  clock: Clock;
  /** 0 ≤ x < 1. */
  random(): number;
}

/** Watches until the answer is called. Whoever finds another in its seat is told so at its renewal (4409). */
export function watchReturns({ pod, bus, connections, clock, random }: ReturnParts): () => void {
  let isSpreading = false;
  let isWanted = false;
  let isAsking = false;
  const announce = (): void => {
    isWanted = isSpreading;
    if (isSpreading) return;
    isSpreading = true;
    const now = clock.now();
    const spreadMs = spreadFor(connections.size, pod.limits.seatRenewMs);
    for (const connection of connections) connection.handle({ type: 'announce', at: now + random() * spreadMs });
    clock.after(spreadMs, () => {
      isSpreading = false;
      if (isWanted) announce();
    });
  };
  const ask = async (): Promise<void> => {
    if (isAsking || !pod.store.isDown()) return;
    isAsking = true;
    await pod.store.ping().catch(() => {});
    isAsking = false;
  };
  pod.store.onReturn(announce);
  bus.onReturn(announce);
  pod.standstill.listen(() => {
    pod.log.warn('stood still, asks for every seat again', { count: connections.size });
    const now = clock.now();
    const spreadMs = spreadFor(connections.size, pod.limits.seatRenewMs);
    for (const connection of connections) connection.doubt(now + random() * spreadMs);
  });
  const settle = settler(pod, clock);
  return clock.every(lookMs, () => {
    pod.standstill.beat(clock.now());
    void ask();
    void settle();
  });
}

/** To be called once a second: what is owed is told as long as the store answers, after each failure a second later. */
function settler(pod: Pod, clock: Clock): () => Promise<void> {
  let isTelling = false;
  let [failures, rests] = [0, 0];
  const atOnce = (): void => {
    [failures, rests] = [0, 0];
  };
  pod.store.onReturn(atOnce);
  return async () => {
    if (isTelling || pod.owed.size === 0 || pod.store.isDown()) return;
    if (rests > 0) {
      rests -= 1;
      return;
    }
    isTelling = true;
    const isHeard = await pod.owed.settle(clock.now());
    isTelling = false;
    if (isHeard) return atOnce();
    rests = Math.min(mostRests, failures);
    failures += 1;
  };
}

const spreadFor = (connections: number, longestMs: number): number =>
  Math.min(longestMs, Math.max(shortestSpreadMs, (connections * 1_000) / perSecond));
