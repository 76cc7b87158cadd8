/** Keeps the queue for the signed-in page: only where people come from a portal. */
import type { Session } from '@visavis/shared';
import { useEffect, useMemo } from 'preact/hooks';
import type { DayStore } from '../day-store.ts';
import type { Parts } from '../parts.ts';
import { WalkInStore } from './walk-in-store.ts';

/** The live queue; undefined where nobody comes from a portal. */
export function useWalkIns(parts: Parts, session: Session, day: DayStore): WalkInStore | undefined {
  const store = useMemo(() => {
    if (session.walkIn !== true) return undefined;
    return new WalkInStore({
      api: parts.walkIns,
      clock: parts.clock,
      knock: () => day.view.knock,
      ring: () => {
        if (day.view.knock.soundWanted) void day.trySound();
      },
    });
  }, [parts, session, day]);
  useEffect(() => () => store?.close(), [store]);
  return store;
}
