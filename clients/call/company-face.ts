/** The third person's side of a pair, as the call sees it: what it hands over, and what it is told. */
import type { IceServer, Incarnation, PeerMessage, Welcome } from '@visavis/shared';
import type { MediaView, OwnScreen } from './call-view.ts';
import type { ChannelFrame } from './channel-frames.ts';
import type { MainLine } from './companion-state.ts';
import type { InvitedCompanion, SecondView } from './company-view.ts';
import type { CreateOpposite, PairEvents, PairOptions } from './pair-face.ts';
import type { RoomMessage } from './signalling.ts';

/** What advisor and guest agree on, and what the companion is told of it. */
export type CompanyMessage = Extract<PeerMessage, { kind: 'introduce' | 'agree' | 'admit' }>;

/** The deeds of `CompanionDeeds` as data. */
export type CompanionWish =
  | { type: 'expect'; invited: InvitedCompanion | undefined }
  | { type: 'answer'; agreed: boolean }
  | { type: 'remove' };

/** None of its deeds throws or rejects. */
export interface Company {
  /** Everything that a pod says in this room, of every seat. */
  handleRoom(message: RoomMessage | Welcome): void;
  /** What the person at this page wants of the companion. */
  accompany(wish: CompanionWish): void;
}

export interface CompanyEvents {
  /** What is shown to the others, or no longer. */
  ownScreen(screen: OwnScreen | undefined): void;
  /** Undefined: there is nobody. */
  second(view: SecondView | undefined): void;
  /** The companion's own page: somebody said no, or took them out. Once. */
  declined(): void;
}

/** What is true at this page besides the third person, whenever that one comes. */
export interface CompanyFacts {
  media: Pick<MediaView, 'microphone' | 'camera' | 'stream'> | undefined;
  screen: OwnScreen | undefined;
  /** This person has pressed start, and is not about to hang up. */
  isReady: boolean;
  isLeaving: boolean;
  /** Our line to the pods. */
  isOpen: boolean;
  /** Whom the pods see in the third seat. */
  there: Incarnation | undefined;
  main: MainLine | undefined;
}

/** The third person while there may be one: loaded only then. Nothing of it throws or rejects. */
export interface ThirdPerson {
  /** Replaces what was known. */
  know(facts: CompanyFacts): void;
  /** From a pod, of whoever sits in the third seat. */
  handleFrame(frame: ChannelFrame): void;
  /** From the person opposite, who may say it. */
  hear(message: CompanyMessage): void;
  accompany(wish: CompanionWish): void;
  say(message: Extract<PeerMessage, { kind: 'leave' }>): void;
  setIceServers(iceServers: readonly IceServer[]): void;
  handlePathOpen(): void;
  handleNetworkChanged(): void;
  /** This page leaves: nothing goes out any more. As `Opposite.acknowledged`. */
  leave(): Promise<void>;
  close(): void;
}

export interface CompanyParts {
  create: CreateOpposite;
  options: PairOptions;
  events: PairEvents & CompanyEvents;
  /** To the person opposite. */
  sayToMain(message: PeerMessage): void;
}

export type MeetThird = (parts: CompanyParts, facts: CompanyFacts) => ThirdPerson;
