/** A seat store with somebody watching whether it answers, and how soon: the wrapper that counts and knows the last outcome. */
import { type Clock, noTrace, type Trace } from '@visavis/runtime';
import type { SeatStore } from './seat-store.ts';

/** Within a shorter time seats are renewed by their own lines, again where it failed. */
const longMs = 10_000;

export interface WatchedStore extends SeatStore {
  /** The last call failed: local limits are halved until one succeeds. */
  isDown(): boolean;
}

/** Every call goes through unchanged; `onFailure` hears the names of those that rejected, `onAnswer` how long each took. */
export function watchedStore(
  store: SeatStore,
  clock: Clock,
  onFailure: (operation: string) => void,
  onAnswer: (operation: string, ms: number) => void = () => {},
  trace: Trace = noTrace,
): WatchedStore {
  /** When the first call failed of those that nothing has succeeded since. */
  let failingSince: number | undefined;
  const listeners = new Set<() => void>();
  const returned = (): void => {
    for (const listener of listeners) listener();
  };
  store.onReturn(returned);
  const watch = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      const result = await trace.within('store', { 'visavis.operation': operation }, call);
      const wasLong = failingSince !== undefined && Math.abs(clock.now() - failingSince) >= longMs;
      failingSince = undefined;
      if (wasLong) returned();
      return result;
    } catch (error) {
      failingSince ??= clock.now();
      onFailure(operation);
      throw error;
    } finally {
      onAnswer(operation, performance.now() - startedAt);
    }
  };
  return {
    isDown: () => failingSince !== undefined,
    take: (claim) => watch('take', () => store.take(claim)),
    enter: (entrance) => watch('enter', () => store.enter(entrance)),
    renew: (hold, ttlMs) => watch('renew', () => store.renew(hold, ttlMs)),
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
