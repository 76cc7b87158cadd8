/** What a page sees of the third person of a conversation, and what it may ask of them: a companion at one of two people's side. */
import type { CompanionKind, RoomSeat } from '@visavis/shared';
import type { DeviceState } from './call-view.ts';

export type { CompanionKind } from '@visavis/shared';

/**
 * The third person as this page sees them: the companion; on the companion's own page the guest (`view.peer` is the
 * advisor there). Everything else of a view (causes, details, saving, lanes) is of the line to `view.peer` alone.
 */
export interface SecondView {
  seat: RoomSeat;
  name: string | undefined;
  /** On the companion's own page what they are themselves, as soon as the advisor's page has told. */
  kind: CompanionKind | undefined;
  /**
   * `asking` this person has to answer · `asked` answered yes, the other one not yet (on the companion's page: not both
   * have answered) · `connecting` · `talking` · `interrupted` was talking, comes back by itself · `refused` somebody said
   * no or took them out: final for this link, and on the companion's own page the end (`view.end.reason` is `dismissed`).
   */
  standing: 'asking' | 'asked' | 'connecting' | 'talking' | 'interrupted' | 'refused';
  refusedBy?: 'advisor' | 'guest';
  /** In the room as the pods see it. */
  present: boolean;
  microphone: DeviceState;
  camera: DeviceState;
  /** Never before both have agreed. */
  remoteStream: MediaStream | undefined;
  /** What they show beside their face, while they show something. */
  remoteScreen?: MediaStream | undefined;
}

/** Whom the advisor's page expects: what the appointment's book says of the link that was made for them. */
export interface InvitedCompanion {
  name: string;
  kind: CompanionKind;
  /** `k_c` of the companion's own link; one that is not whole counts as nobody. */
  linkSecret: string;
}

/** Each of them does nothing where it has no place. */
export interface CompanionDeeds {
  /** Advisor's page, at any time: undefined when the link was withdrawn, which takes out whoever came by it. */
  expectCompanion(invited: InvitedCompanion | undefined): void;
  /** Advisor and guest, in `asking`. */
  answerCompanion(agreed: boolean): void;
  /** Advisor and guest, at any time after their yes: at once, for all three. */
  removeCompanion(): void;
}
