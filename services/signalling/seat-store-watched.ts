/** A seat store with somebody watching whether it answers, and how soon: the wrapper that counts and knows the last outcome. */
import { type Clock, noTrace, type Trace } from '@visavis/runtime';
import type { SeatStore } from './seat-store.ts';

/** Within a shorter time seats are renewed by their own lines, again where it failed. */
const longMs = 10_000;

export interface WatchedStore extends SeatStore {
  /** The last call failed: local limits are halved until one succeeds. */
  isDown(): boolean;
  /** No call has succeeded for 10 s; when one does, {@link SeatStore.onReturn} tells. */
  isAway(): boolean;
}

function outages(clock: Clock) {
  /** When the first call failed of those that nothing has succeeded since. */
  let since: number | undefined;
  const isAway = (): boolean => since !== undefined && Math.abs(clock.now() - since) >= longMs;
  return {
    isAway,
    isDown: () => since !== undefined,
    failed(): void {
      since ??= clock.now();
    },
    /** A call succeeded. Answers whether that is the return of a store that was away. */
    ended(): boolean {
      const wasAway = isAway();
      since = undefined;
      return wasAway;
    },
  };
}

/** Every call goes through unchanged; `onFailure` hears the names of those that rejected, `onAnswer` how long each took. */
export function watchedStore(
  store: SeatStore,
  clock: Clock,
  onFailure: (operation: string) => void,
  onAnswer: (operation: string, ms: number) => void = () => {},
  trace: Trace = noTrace,
): WatchedStore {
  const outage = outages(clock);
  const listeners = new Set<() => void>();
  const returned = (): void => {
    for (const listener of listeners) listener();
  };
  store.onReturn(returned);
  const watch = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      const result = await trace.within('store', { 'visavis.operation': operation }, call);
      if (outage.ended()) returned();
      return result;
    } catch (error) {
      outage.failed();
      onFailure(operation);
      throw error;
    } finally {
      onAnswer(operation, performance.now() - startedAt);
    }
  };
  return {
    isDown: outage.isDown,
    isAway: outage.isAway,
    take: (claim) => watch('take', () => store.take(claim)),
    enter: (entrance) => watch('enter', () => store.enter(entrance)),
    renew: (...asked) => watch('renew', () => store.renew(...asked)),
    shorten: (hold, ttlMs) => watch('shorten', () => store.shorten(hold, ttlMs)),
    release: (hold) => watch('release', () => store.release(hold)),
    withdraw: (claim) => watch('withdraw', () => store.withdraw(claim)),
    dismiss: (room, incarnation, ttlMs) => watch('dismiss', () => store.dismiss(room, incarnation, ttlMs)),
    endRoom: (room, ttlMs) => watch('end-room', () => store.endRoom(room, ttlMs)),
    readRooms: (rooms) => watch('read-rooms', () => store.readRooms(rooms)),
    watch: (rooms, pod, ttlMs) => watch('watch', () => store.watch(rooms, pod, ttlMs)),
    useOnce: (id, ttlMs) => watch('use-once', () => store.useOnce(id, ttlMs)),
    throttle: (key, rate) => watch('throttle', () => store.throttle(key, rate)),
    ping: () => watch('ping', () => store.ping()),
    /** Also when nothing succeeded for 10 s, without the store's own word. A call that fails among others loses nobody's seat. */
    onReturn: (listener) => void listeners.add(listener),
    close: () => store.close(),
  };
}
