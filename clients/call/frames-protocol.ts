/** What the page and its frame worker say to each other, and what a stream's transform is told. */
import type { FrameKind } from './frame-prefix.ts';
import type { FrameDirection, FrameFigures } from './frame-report.ts';
import type { Directions } from './ratchet-keys.ts';
import type { Role } from './roles.ts';

/** One sender or receiver, numbered by the page. */
export interface FrameStream {
  id: number;
  direction: FrameDirection;
  kind: FrameKind;
}

export type ToFrameWorker =
  | { do: 'begin'; role: Role }
  | { do: 'install'; epoch: number; keys: Directions }
  | { do: 'switch'; epoch: number }
  | { do: 'forget'; epoch: number }
  /** Where streams are handed over by hand; with `RTCRtpScriptTransform` the worker gets them by itself. */
  | { do: 'streams'; stream: FrameStream; readable: ReadableStream; writable: WritableStream };

export type FromFrameWorker =
  | { tell: 'heard'; epoch: number }
  | { tell: 'spent' }
  | { tell: 'report'; figures: FrameFigures[] };

/** How often the worker reports, milliseconds. */
export const reportEveryMs = 1_000;
