/** What one page knows of the third person: whose link counts, who has come by it, and who has agreed. */
import type { CompanionKind, Incarnation, LinkSecret } from '@visavis/shared';
import type { CompanyMessage } from './company-face.ts';
import type { Party } from './roles.ts';

/** What one person said to one link. `no` is final for it. */
export type Consent = 'open' | 'yes' | 'no';

/** The companion's own link, as the book or the advisor's page tells of it. */
export interface CompanionLink {
  readonly name: string;
  /** Undefined on the companion's own page, until the advisor's has told it. */
  readonly kind: CompanionKind | undefined;
  readonly secret: LinkSecret;
}

/** The line to the person opposite. `isProven`: sealed by their link, and nobody sits between. */
export interface MainLine {
  readonly incarnation: Incarnation;
  readonly isProven: boolean;
}

/**
 * On the companion's own page the third person is the guest, `link` is its own, and the answers are those that it was told.
 * `load`: the page load that has shown that it holds the link's secret (advisor), that was introduced (guest), that called
 * (companion). `there`: the one that the pods see in the seat.
 */
export interface CompanionState {
  readonly seat: Party['seat'];
  readonly link: CompanionLink | undefined;
  readonly there: Incarnation | undefined;
  readonly load: Incarnation | undefined;
  readonly own: Consent;
  readonly theirs: Consent;
  readonly main: MainLine | undefined;
  /** Advisor: which page load of the companion was introduced to which of the guest. */
  readonly introduced: { readonly companion: Incarnation; readonly guest: Incarnation } | undefined;
  /** Guest: an introduction that came before the line to the advisor was proven here. */
  readonly early: Introduction | undefined;
}

export type Introduction = Extract<CompanyMessage, { kind: 'introduce' }>;

export type CompanionEvent =
  /** Advisor's page: whom the book names. */
  | { type: 'expect'; link: CompanionLink | undefined }
  /** The pods' word on the third seat. */
  | { type: 'here'; incarnation: Incarnation }
  | { type: 'gone' }
  /** Something that only the link's holder can have sealed came from this page load. */
  | { type: 'heard'; incarnation: Incarnation }
  /** Companion's page: the guest's page speaks to it. */
  | { type: 'called' }
  /** It is not the device that was agreed to. */
  | { type: 'other-device' }
  /** They left for good. */
  | { type: 'left' }
  /** The line to the person opposite. */
  | { type: 'main'; main: MainLine | undefined }
  | { type: 'told'; message: CompanyMessage }
  | { type: 'answer'; agreed: boolean }
  | { type: 'remove' };

export type CompanionEffect =
  /** A line with this page load, under this link's secret. */
  | { do: 'meet'; incarnation: Incarnation; secret: LinkSecret }
  | { do: 'drop' }
  /** This link counts no more: whatever belongs to it goes as soon as it was told. */
  | { do: 'forget'; secret: LinkSecret }
  | { do: 'tell-main'; message: CompanyMessage }
  | { do: 'tell-third'; message: CompanyMessage }
  /** Advisor: out of the room with this page load, after it was told. */
  | { do: 'dismiss'; incarnation: Incarnation }
  /** Companion's page: the end. */
  | { do: 'decline' };

export type CompanionStep = { state: CompanionState; effects: CompanionEffect[] };

export const newCompanion = (seat: Party['seat'], link?: CompanionLink): CompanionState => ({
  seat,
  link,
  there: undefined,
  load: undefined,
  own: 'open',
  theirs: 'open',
  main: undefined,
  introduced: undefined,
  early: undefined,
});

/**
 * Sound and picture may go between this page and the third person. The companion's page leaves that to the other two, who
 * call it and are ready for it only when both have agreed.
 */
export const isAdmitted = ({ seat, link, load, own, theirs }: CompanionState): boolean =>
  link !== undefined &&
  load !== undefined &&
  own !== 'no' &&
  theirs !== 'no' &&
  (seat === 'companion' || (own === 'yes' && theirs === 'yes'));

/** Who said no, as advisor or guest; on the companion's page `own` is what the advisor said. */
export function refusedBy({ seat, own, theirs }: CompanionState): 'advisor' | 'guest' | undefined {
  const [self, other] = seat === 'guest' ? (['guest', 'advisor'] as const) : (['advisor', 'guest'] as const);
  if (own === 'no') return self;
  return theirs === 'no' ? other : undefined;
}

export const stay = (state: CompanionState): CompanionStep => ({ state, effects: [] });

/** Nothing is known of who comes by this link yet. */
export const withLink = (state: CompanionState, link: CompanionLink | undefined): CompanionState => ({
  ...state,
  link,
  load: undefined,
  own: 'open',
  theirs: 'open',
  introduced: undefined,
});
