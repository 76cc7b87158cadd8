/** Makes the immutable view of a call from the states behind it. */
import { type CallState, phaseOf, type RoomFacts } from './call-state.ts';
import type { CallDetails, CallView, OwnScreen, PeerView } from './call-view.ts';
import type { PageFacts } from './cause-face.ts';
import type { Cause } from './causes.ts';
import type { SecondView } from './company-view.ts';
import type { FlowNews } from './flow-watch.ts';
import type { Hints } from './hints.ts';
import type { LineState } from './line-state.ts';
import { keepMends, type Mend } from './mend-reason.ts';
import type { PeerStats } from './peer.ts';
import { noProof, type ProofView } from './proof-view.ts';

/** What is not in the machine: facts of the surroundings. */
export interface Surroundings {
  signalling: CallView['signalling'];
  line: LineState | undefined;
  second: SecondView | undefined;
  remoteStream: MediaStream | undefined;
  remoteScreen: MediaStream | undefined;
  ownScreen: OwnScreen | undefined;
  proof: CallView['proof'];
  privacy: ProofView;
  /** Of the page load opposite. */
  hints: Hints;
  /** What is wrong. */
  causes: readonly Cause[];
  /** The newest figures of the present connection, and whether anything arrives on it. */
  stats: PeerStats | undefined;
  flow: FlowNews;
  page: PageFacts;
  peerUnsealed: boolean;
  soundBlocked: boolean;
  path: CallDetails['path'];
  codec: string | undefined;
  /** Something of the other side's sound and picture has ever arrived. */
  arrived: Readonly<Record<'audio' | 'video', boolean>>;
  /** `latest` of the present connection, `earlier` of those before; undefined where the browser does not count. */
  frozenMs: { latest: number; earlier: number } | undefined;
  /** What the pods call this room. */
  incident: string | undefined;
  reconnects: number;
  dropped: number;
  /** Of lines to earlier page loads of the other side. */
  earlier: { restarts: number; rebuilds: number; mends: readonly Mend[] };
}

export const newSurroundings: Surroundings = {
  signalling: 'connecting',
  line: undefined,
  second: undefined,
  remoteStream: undefined,
  remoteScreen: undefined,
  ownScreen: undefined,
  proof: 'open',
  privacy: noProof,
  hints: {},
  causes: [],
  stats: undefined,
  flow: 'flowing',
  page: { isDark: false, isSaving: false },
  peerUnsealed: false,
  soundBlocked: false,
  path: 'unknown',
  codec: undefined,
  arrived: { audio: false, video: false },
  frozenMs: undefined,
  incident: undefined,
  reconnects: 0,
  dropped: 0,
  earlier: { restarts: 0, rebuilds: 0, mends: [] },
};

/** Without the line that is about to go: what it went through is kept in the counts. */
export function withoutLine(around: Surroundings): Surroundings {
  const { restarts = 0, rebuilds = 0, mends = [] } = around.line?.memory ?? {};
  const earlier = {
    restarts: around.earlier.restarts + restarts,
    rebuilds: around.earlier.rebuilds + rebuilds,
    mends: keepMends(...around.earlier.mends, ...mends),
  };
  return {
    ...around,
    line: undefined,
    remoteStream: undefined,
    remoteScreen: undefined,
    hints: {},
    causes: [],
    stats: undefined,
    flow: 'flowing',
    peerUnsealed: false,
    earlier,
  };
}

/** A connection counts from its beginning; one that counts less than before is another. */
export function countFrozen(before: Surroundings['frozenMs'], latest: number | undefined): Surroundings['frozenMs'] {
  if (latest === undefined) return before;
  const { earlier = 0, latest: last = 0 } = before ?? {};
  return { latest, earlier: latest < last ? earlier + last : earlier };
}

/** The view of this moment. */
export function snapshotOf(state: CallState, around: Surroundings): CallView {
  const room = state.phase === 'room' || state.phase === 'hanging-up' ? state.room : undefined;
  const phase = phaseOf(state);
  const memory = around.line?.memory;
  return {
    phase,
    signalling: around.signalling,
    transport: transportOf(around.line),
    ready: room?.ready ?? false,
    peer: phase === 'waiting' ? undefined : peerOf(room),
    second: around.second,
    remoteStream: room === undefined ? undefined : around.remoteStream,
    remoteScreen: room?.peer?.screen === 'on' ? around.remoteScreen : undefined,
    ownScreen: around.ownScreen,
    talkingSince: room?.talkingSince,
    proof: around.proof,
    privacy: around.privacy,
    hints: around.hints,
    causes: around.causes,
    saving: around.page.isSaving,
    peerUnsealed: around.peerUnsealed,
    soundBlocked: around.soundBlocked,
    lineFailed: around.line?.phase === 'lost' && around.line.exhausted,
    refusal: state.phase === 'refused' ? state.refusal : state.phase === 'joining' ? state.waitsFor : undefined,
    end: state.phase === 'ended' ? state.end : undefined,
    incident: around.incident,
    undoUntil: state.phase === 'hanging-up' ? state.until : undefined,
    details: {
      path: around.path,
      codec: around.codec,
      restarts: around.earlier.restarts + (memory?.restarts ?? 0),
      rebuilds: around.earlier.rebuilds + (memory?.rebuilds ?? 0),
      mends: keepMends(...around.earlier.mends, ...(memory?.mends ?? [])),
      reconnects: around.reconnects,
      dropped: around.dropped,
      soundArrived: around.arrived.audio,
      pictureArrived: around.arrived.video,
      frozenMs: around.frozenMs && around.frozenMs.latest + around.frozenMs.earlier,
    },
  };
}

function peerOf(room: RoomFacts | undefined): PeerView | undefined {
  if (room?.peer === undefined) return undefined;
  const { incarnation: _incarnation, ...peer } = room.peer;
  return peer;
}

function transportOf(line: LineState | undefined): CallView['transport'] {
  switch (line?.phase) {
    case undefined:
    case 'idle':
      return 'none';
    case 'connected':
      return 'connected';
    default:
      return line?.memory.connections === 0 ? 'connecting' : 'interrupted';
  }
}

/** Whether two views say the same: nested records are compared by value, what is seen and heard by identity. */
export function isSameView(one: CallView, other: CallView): boolean {
  const [own, others] = [readView(one), readView(other)];
  return own.text === others.text && own.streams.every((stream, index) => stream === others.streams[index]);
}

function readView(view: CallView): { text: string; streams: unknown[] } {
  const streams: unknown[] = [];
  const text = JSON.stringify(view, (name, value) => (/Stream|Screen/.test(name) ? void streams.push(value) : value));
  return { text, streams };
}
