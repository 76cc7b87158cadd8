/** What every part of the signed-in page needs: the parts, the session, the live day, and words for time. */
import type { Session } from '@visavis/shared';
import { addDrawings, type Language, timeOf, useLanguage } from '@visavis/ui';
import { laterDrawings } from '@visavis/ui/icon-drawings-later.ts';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DayStore } from './day-store.ts';
import type { Parts } from './parts.ts';
import type { RequestStore } from './requests/request-store.ts';
import type { WalkInStore } from './walk-ins/walk-in-store.ts';

addDrawings(laterDrawings);

export interface Setting {
  parts: Parts;
  session: Session;
  day: DayStore;
  requests: RequestStore;
  /** Undefined where nobody comes from a portal. */
  walkIns: WalkInStore | undefined;
  onLanguage: (language: Language) => void;
  /** The session ran out: back to signing in. */
  onEnded: () => void;
}

export const SettingContext = createContext<Setting | undefined>(undefined);

/** The setting of everything below the signed-in page. Throws outside of it. */
export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (setting === undefined) throw new Error('outside of the signed-in page');
  return setting;
}

/** The part of it that people without a desk have too. */
export type HouseSetting = Pick<Setting, 'parts' | 'session'>;
export const HouseContext = createContext<HouseSetting | undefined>(undefined);

/** The setting of pages that lead and advisors share. Throws outside of them. */
export function useHouse(): HouseSetting {
  const desk = useContext(SettingContext);
  const house = useContext(HouseContext);
  const found = desk ?? house;
  if (found === undefined) throw new Error('outside of the signed-in page');
  return found;
}

const locale: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** Words for moments in the organisation's time zone. */
export function useTimes() {
  const { session } = useHouse();
  const language = useLanguage();
  const timeZone = session.organisation.timeZone;
  const words = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale[language], { ...options, timeZone }).format(at);
  return {
    /** `10:00` */
    time: (at: number) => timeOf(at, { language, timeZone }),
    /** `Dienstag, 24. November` */
    day: (at: number) => words(at, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** `Di., 24. Nov.` */
    shortDay: (at: number) => words(at, { weekday: 'short', day: 'numeric', month: 'short' }),
    /** `24.11., 10:02` */
    stamp: (at: number) => words(at, { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' }),
  };
}

/** Words for a moment with its year: `24.11.2026, 10:02`. */
export function useMoments(): (at: number) => string {
  const { session } = useHouse();
  const language = useLanguage();
  const { timeZone } = session.organisation;
  return (at) =>
    new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}
