/** A seat store with somebody watching whether it answers, and how soon: the wrapper that counts and knows the last outcome. */
import { noTrace, type Trace } from '@visavis/runtime';
import type { SeatStore } from './seat-store.ts';

export interface WatchedStore extends SeatStore {
  /** The last call failed: local limits are halved until one succeeds. */
  isDown(): boolean;
}

/** Every call goes through unchanged; `onFailure` hears the names of those that rejected, `onAnswer` how long each took. */
export function watchedStore(
  store: SeatStore,
  onFailure: (operation: string) => void,
  onAnswer: (operation: string, ms: number) => void = () => {},
  trace: Trace = noTrace,
): WatchedStore {
  let isDown = false;
  const listeners = new Set<() => void>();
  const returned = (): void => {
    for (const listener of listeners) listener();
  };
  store.onReturn(returned);
  const watch = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      const result = await trace.within('store', { 'visavis.operation': operation }, call);
      const wasDown = isDown;
      isDown = false;
      if (wasDown) returned();
      return result;
    } catch (error) {
      isDown = true;
      onFailure(operation);
      throw error;
    } finally {
      onAnswer(operation, performance.now() - startedAt);
    }
  };
  return {
    isDown: () => isDown,
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
    /** Also after failed calls without the store's own word. */
    onReturn: (listener) => void listeners.add(listener),
    close: () => store.close(),
  };
}
