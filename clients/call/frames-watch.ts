/** Sees when frames get lost on their way through the worker: the pure watch over one connection's receivers. */

/** What is known of a receiver, counted from its beginning. */
export interface ReceiverFacts {
  id: number;
  /** Packets that the browser received for it. */
  packets: number;
  /** Frames that came to the worker, and those of them that could not be opened. */
  seen: number;
  failed: number;
}

/**
 * `missing` packets arrive and no frame comes to the worker: the transform is bypassed or stuck · `failing` most frames
 * cannot be opened: the two sides have different keys, or somebody meddles.
 */
export type FrameTrouble = 'missing' | 'failing';

/** Facts of the last seconds, oldest first. */
export type FrameWatch = readonly { at: number; facts: readonly ReceiverFacts[] }[];

/** Milliseconds; fewer packets or frames than these prove nothing. */
export const frameWatch = { windowMs: 3_000, leastPackets: 20, leastFrames: 10, failingShare: 0.5 } as const;

/** What a look at `now` finds over the last three seconds; never anything before three seconds of facts are there. */
export function watchFrames(
  watch: FrameWatch,
  facts: readonly ReceiverFacts[],
  now: number,
): { watch: FrameWatch; trouble: FrameTrouble | undefined } {
  const later = watch.findLastIndex(({ at }) => at <= now - frameWatch.windowMs);
  const kept = [...(later > 0 ? watch.slice(later) : watch), { at: now, facts }];
  const [oldest] = kept;
  if (oldest === undefined || oldest.at > now - frameWatch.windowMs) return { watch: kept, trouble: undefined };
  const found = facts.map((fact) =>
    troubleOf(
      fact,
      oldest.facts.find(({ id }) => id === fact.id),
    ),
  );
  return { watch: kept, trouble: found.find((trouble) => trouble !== undefined) };
}

function troubleOf(now: ReceiverFacts, before: ReceiverFacts | undefined): FrameTrouble | undefined {
  if (before === undefined) return undefined;
  const [packets, seen] = [now.packets - before.packets, now.seen - before.seen];
  if (seen === 0) return packets >= frameWatch.leastPackets ? 'missing' : undefined;
  const isEnough = seen >= frameWatch.leastFrames;
  return isEnough && (now.failed - before.failed) / seen > frameWatch.failingShare ? 'failing' : undefined;
}
