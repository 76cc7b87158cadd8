/** What a report on a call is made from, and where it goes: the call as its reporter sees it. */
import type { Report } from '@visavis/shared';
import type { CallView } from './call-view.ts';
import type { Clock } from './clock.ts';

/** A view, and when it was shown, in milliseconds of the own clock. */
export interface Seen {
  view: CallView;
  at: number;
}

export interface ReportSource {
  readonly clock: Clock;
  subscribe(listener: (view: CallView) => void): () => void;
  /** `false`: there is no line to a pod, or none that takes reports; nothing was sent. */
  send(report: Report): boolean;
}

/** Watches a call until it is over. Nothing of it throws, and nothing of the call waits for it. */
export interface Reporter {
  see(seen: Seen): void;
}
export type CreateReporter = (source: ReportSource) => Reporter;

/** Begins to watch a call that is being made. */
export type WatchForReport = (source: ReportSource) => void;
