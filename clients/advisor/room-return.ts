/** What a reload of this tab may know: which room the advisor was in, and whether they had pressed start there. */
import { AppointmentId } from '@visavis/shared';
import * as v from 'valibot';

const Stored = v.object({ appointment: AppointmentId, started: v.boolean() });

export interface KeptRoom {
  /** Id of the appointment. */
  appointment: string;
  /** "Gespräch starten" was pressed. */
  started: boolean;
}

/** None of it throws; a browser that keeps nothing only loses the way back. */
export interface RoomReturn {
  /**
   * The room this page was in when it was loaded again, until something else is kept; undefined for every other beginning,
   * such as a copied tab.
   */
  readonly before: KeptRoom | undefined;
  /** `undefined` forgets. Does nothing while the page goes away: what ends then is no wish. */
  keep(room: KeptRoom | undefined): void;
}

const key = 'visavis.advisor.room';

/** What of a browser this needs. */
export interface RoomReturnMeans {
  /** The tab's own, gone with the tab. */
  store: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** This page is one that stood here before and was loaded again. */
  isReload: boolean;
  /** Calls back when the page begins to go away, and with `false` when it comes back as it was. */
  onLeaving: (listener: (isLeaving: boolean) => void) => void;
}

function read(store: RoomReturnMeans['store']): KeptRoom | undefined {
  try {
    const result = v.safeParse(Stored, JSON.parse(store().getItem(key) ?? 'null'));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Made once, when the page begins. */
export function makeRoomReturn({ store, isReload, onLeaving }: RoomReturnMeans): RoomReturn {
  let isGoing = false;
  onLeaving((isLeaving) => {
    isGoing = isLeaving;
  });
  let before = isReload ? read(store) : undefined;
  return {
    get before() {
      return before;
    },
    keep(room) {
      if (isGoing) return;
      before = undefined;
      try {
        if (room) store().setItem(key, JSON.stringify(room));
        else store().removeItem(key);
      } catch {
        // The way back is two taps then.
      }
    },
  };
}

/** The tab's storage, how this page was reached (Navigation Timing 2), and its going. */
export const browserRoomReturn = (): RoomReturn =>
  makeRoomReturn({
    store: () => sessionStorage,
    isReload: performance
      .getEntriesByType('navigation')
      .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload'),
    onLeaving: (listener) => {
      addEventListener('pagehide', () => listener(true));
      addEventListener('pageshow', () => listener(false));
    },
  });
