/** What the recovery machine of one pair knows, hears and orders: when the direct line is built, mended and built anew. */
import type { PeerMessage } from '@visavis/shared';
import type { FramesLost, Mend, MendReason } from './mend-reason.ts';
import type { PeerTransport } from './peer.ts';
import type { Role } from './roles.ts';

export type RestartReason = Extract<PeerMessage, { kind: 'restart-wanted' }>['reason'];

/** PROTOCOL §2 "Recovery", in milliseconds. */
export const recovery = {
  shakyMs: 3_000,
  restartAtMs: [0, 3_000, 6_000],
  restartGiveUpMs: 10_000,
  connectMs: 20_000,
  rebuildWindowMs: 120_000,
  rebuildsInWindow: 5,
  framesWindowMs: 60_000,
  framesRebuildsInWindow: 3,
} as const;

/** What outlives a single RTCPeerConnection. `streak`: rebuilds since it was last connected. */
export interface LineMemory {
  readonly role: Role;
  /** Something can be said to the other side, through a pod or past it. */
  readonly reachable: boolean;
  readonly rebuiltAt: readonly number[];
  /** When new paths were last looked for. */
  readonly restartedAt: number;
  /** When frames were lost: a new peer each time, but not more often than three times a minute. */
  readonly framesLostAt: readonly number[];
  readonly streak: number;
  readonly connections: number;
  readonly restarts: number;
  readonly rebuilds: number;
  /** The latest attempts to mend it and why, for the help desk. */
  readonly mends: readonly Mend[];
}

/**
 * `idle` nothing built yet · `connecting` · `connected` · `shaky` disconnected, may heal by itself · `restarting` new ICE
 * credentials · `lost` waits: for the way to the other side, for its `open`, or after too many attempts (`exhausted`).
 */
export type LineState = { readonly memory: LineMemory } & (
  | { readonly phase: 'idle' | 'connected' }
  /** `since` the other side has answered: until then waiting is its absence, not a bad path. */
  | { readonly phase: 'connecting'; readonly since: number | undefined }
  | { readonly phase: 'shaky'; readonly since: number }
  | { readonly phase: 'restarting'; readonly since: number; readonly tries: number; readonly reason: MendReason }
  | { readonly phase: 'lost'; readonly retryAt: number | undefined; readonly exhausted: boolean }
);

/** Transport and channel are those of the present RTCPeerConnection; the executor drops what older ones say. */
export type LineEvent =
  | { type: 'reachable'; reachable: boolean }
  /** Responder: the other side opened a new one. */
  | { type: 'opened' }
  /** Initiator: something came back. */
  | { type: 'answered' }
  | { type: 'transport'; transport: PeerTransport; why?: MendReason | undefined }
  | { type: 'channel-closed' }
  | { type: 'network-changed' }
  /** Nothing arrives any more on a line that the browser still takes for well; and something does again. */
  | { type: 'silent' | 'flowing' }
  | { type: 'frames-missing'; trouble?: FramesLost }
  /** Initiator: the other side asks. */
  | { type: 'wanted'; reason: RestartReason }
  | { type: 'tick' };

export type LineEffect =
  /** A new RTCPeerConnection with the same certificate, and `open` to the other side. */
  { do: 'build'; relayOnly: boolean } | { do: 'restart' } | { do: 'want'; reason: RestartReason };

export type LineStep = { state: LineState; effects: LineEffect[] };

export const newLine = (role: Role): LineState => ({
  phase: 'idle',
  memory: {
    role,
    reachable: false,
    rebuiltAt: [],
    restartedAt: Number.NEGATIVE_INFINITY,
    framesLostAt: [],
    streak: 0,
    connections: 0,
    restarts: 0,
    rebuilds: 0,
    mends: [],
  },
});

/** When the next `tick` is due. */
export function lineDeadline(state: LineState): number | undefined {
  switch (state.phase) {
    case 'connecting':
      return state.since === undefined ? undefined : state.since + recovery.connectMs;
    case 'shaky':
      return state.since + recovery.shakyMs;
    case 'restarting': {
      const next = state.memory.reachable ? recovery.restartAtMs[state.tries] : undefined;
      return state.since + (next ?? recovery.restartGiveUpMs);
    }
    case 'lost':
      return state.retryAt;
    default:
      return undefined;
  }
}
