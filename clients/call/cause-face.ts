/** What the search for causes needs of a call, and how it is told what only a page can see. */
import type { CallView, Hint, Media } from './call-view.ts';
import type { Cause } from './causes.ts';
import type { Clock } from './clock.ts';
import type { FlowNews } from './flow-watch.ts';
import type { PeerStats } from './peer.ts';

/** What is wished and seen at this page. */
export interface PageFacts {
  isDark: boolean;
  isSaving: boolean;
  /** The other's voice is not played as it comes: then the browser's figures of its loudness mean nothing. */
  hearsOtherwise?: boolean;
}

export interface CauseSource {
  readonly clock: Clock;
  readonly media: Media;
  view(): CallView;
  /** The newest figures of the present connection. */
  stats(): PeerStats | undefined;
  flow(): FlowNews;
  page(): PageFacts;
  subscribe(listener: (view: CallView) => void): () => void;
  hint(hint: Hint): void;
  tell(causes: readonly Cause[]): void;
}

/** Watches until the call is over. Nothing of it throws. */
export type WatchForCauses = (source: CauseSource) => void;
