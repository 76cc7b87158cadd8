/** The third person's side of a pair, as the call sees it: what it hands over, and what it is told. */
import type { Welcome } from '@visavis/shared';
import type { InvitedCompanion, SecondView } from './company-view.ts';
import type { RoomMessage } from './signalling.ts';

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
  /** Undefined: there is nobody. */
  second(view: SecondView | undefined): void;
  /** The companion's own page: somebody said no, or took them out. Once. */
  declined(): void;
}
