/** Why new paths were looked for, or a connection was built anew: the closed list that the help desk reads. */
import type { FrameTrouble } from './frames-watch.ts';

/** Why the encryption of frames gave a peer up: the watch over its frames, a silent worker, keys that cannot be changed. */
export type FramesLost = FrameTrouble | 'worker' | 'keys';

/**
 * `disconnected` the browser's own checks got no answer for three seconds · `silent` nothing arrives any more, whatever the
 * browser says · `network-changed` this device has another network, or slept · `failed` the browser gave the path up ·
 * `restart-untaken` a restart left the path on its old credentials · `restart-late` ten seconds of restarts ·
 * `connect-late` twenty seconds after an answer · `channel-closed` the data channel went, or the peer was given up ·
 * `frames-…` see {@link FramesLost} · `in-reach-again` the other side can be spoken to again · `retry` after a pause.
 */
export type MendReason =
  | 'disconnected'
  | 'silent'
  | 'network-changed'
  | 'failed'
  | 'restart-untaken'
  | 'restart-late'
  | 'connect-late'
  | 'channel-closed'
  | `frames-${FramesLost}`
  | 'in-reach-again'
  | 'retry';

/** One attempt to mend the line. */
export interface Mend {
  readonly what: 'restart' | 'rebuild';
  readonly why: MendReason;
  /** The other side asked for it, or did it: `why` is its reason, as far as it told. */
  readonly asked: boolean;
  /** Milliseconds of the own clock. */
  readonly at: number;
}

/** How many of them are kept. */
const mostKept = 6;

/** The latest last. */
export const keepMends = (...mends: readonly Mend[]): readonly Mend[] => mends.slice(-mostKept);
