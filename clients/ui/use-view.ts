/** Ties a part to something that has a view and tells of its changes: a call, the media, a journey. */
import { useEffect, useState } from 'preact/hooks';

/** Anything with a snapshot and news of the next one. */
export interface Source<V> {
  readonly view: V;
  subscribe(listener: (view: V) => void): () => void;
}

/** The present view of `source`; the part draws anew with every change. */
export function useView<V>(source: Source<V>): V {
  const [, redraw] = useState<V>(source.view);
  useEffect(() => {
    redraw(source.view);
    return source.subscribe((view) => redraw(() => view));
  }, [source]);
  return source.view;
}

/** The time in milliseconds, anew every `everyMs`, so that "about 6 minutes" stays true. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
