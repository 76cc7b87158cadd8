/** Where somebody stands on the way to an appointment, what happens to them, and what is to be done then. */
import type { BookableServices, BookingAnswer, ErrorCode, Language, Organisation, SlotAnswer } from '@visavis/shared';
import type { Draft, FieldProblems, Typed, Wish } from './draft.ts';
import type { LinkReading, Mine } from './link.ts';
import type { Session } from './session.ts';

export type Service = BookableServices['services'][number];

/** In this order; `service` only where there is a choice. */
export const stepNames = ['service', 'slot', 'person', 'check'] as const;
export type StepName = (typeof stepNames)[number];

/** What went wrong, for people. `untilMs`: before this moment another attempt is refused, milliseconds since 1970. */
export interface Trouble {
  code: ErrorCode;
  incident?: string | undefined;
  untilMs?: number | undefined;
}

/** Free slots of one service as far as they were loaded; days without any are left out. */
export interface Slots {
  service: string;
  timeZone: string;
  days: SlotAnswer['days'];
  /** Months (`2026-11`) of which everything is known. */
  months: readonly string[];
  /** The first free slot of all. */
  next: string | null;
}

export type Place =
  | { phase: 'loading' }
  | { phase: 'unreachable'; trouble: Trouble }
  /** Nothing is on offer. */
  | { phase: 'closed' }
  | { phase: 'broken-link' }
  | { phase: 'step'; step: StepName; notice?: 'taken' | 'gone' | undefined }
  /** A mail is on its way with the link that makes the wish a request. */
  | { phase: 'unconfirmed'; startsAt: string; expiresAt: string }
  | { phase: 'request'; mine: Mine; isFresh: boolean }
  | { phase: 'lost' };

export interface Booking {
  at: Place;
  organisation: Organisation | undefined;
  services: readonly Service[] | undefined;
  draft: Draft;
  slots: Slots | undefined;
  isLoadingSlots: boolean;
  /** Shown at the fields; empty until the person wanted to go on. */
  problems: FieldProblems;
  agreed: boolean;
  isAgreementMissing: boolean;
  isSending: boolean;
  /** How often the present wish was sent again by itself. */
  repeats: number;
  /** Where the person was before a reload. */
  wanted: StepName | undefined;
  trouble: Trouble | undefined;
}

/** Where a fresh page wants to begin. `step` is what the history remembers of a reload. */
export type Opened = { type: 'opened'; link: LinkReading; session: Session; step: StepName | undefined };

export type BookingEvent =
  | Opened
  | { type: 'retry' }
  | { type: 'offer'; organisation: Organisation; services: readonly Service[] }
  | { type: 'offer-failed'; trouble: Trouble }
  | { type: 'service'; id: string }
  | { type: 'slots'; service: string; from: string | undefined; answer: SlotAnswer }
  | { type: 'slots-failed'; trouble: Trouble }
  | { type: 'month'; month: string }
  | { type: 'slot'; startsAt: string }
  | { type: 'typed'; typed: Partial<Typed> }
  | { type: 'person-done' }
  | { type: 'agreed'; agreed: boolean }
  /** `key`: a fresh one, for a wish that has none yet. */
  | { type: 'send'; language: Language; key: string }
  | { type: 'answered'; answer: BookingAnswer }
  | { type: 'refused'; trouble: Trouble; language: Language }
  /** Back or forward in the history, or "change" beside something chosen. */
  | { type: 'went'; step: StepName | undefined }
  | { type: 'change'; step: StepName }
  | { type: 'lost' }
  /** From the beginning, or from the mail's link. */
  | { type: 'anew' };

export type BookingEffect =
  | { do: 'load-offer' }
  /** `from`: a day, or today; a month's worth. */
  | { do: 'load-slots'; service: string; from: string | undefined }
  | { do: 'begin-work' }
  | { do: 'send'; wish: Wish; language: Language }
  | { do: 'history'; step: StepName | undefined; replace: boolean };

export interface BookingStep {
  state: Booking;
  effects: BookingEffect[];
}
