/** What a page sees of a call, and what it may ask of it: the whole face of the engine, free of HTML and frameworks. */
import type { Admission, CheckMark, ErrorCode, Incarnation, RoomSeat } from '@visavis/shared';
import type { Cause } from './causes.ts';
import type { CompanionDeeds, SecondView } from './company-view.ts';
import type { Hint, Hints } from './hints.ts';
import type { Lane, LaneName } from './lane.ts';
import type { Mend } from './mend-reason.ts';
import type { ProofDeeds, ProofView } from './proof-view.ts';

export type { Cause, Side } from './causes.ts';
export type { CompanionDeeds, CompanionKind, InvitedCompanion, SecondView } from './company-view.ts';
export type { Hint, Hints } from './hints.ts';
export type { Lane, LaneListener, LaneName } from './lane.ts';
export type { ProofDeeds, ProofView } from './proof-view.ts';

/**
 * Where the call stands, for a person:
 * `joining` on the way into the room · `waiting` alone in it · `together` both there, not both have pressed start ·
 * `starting` both pressed, pictures on their way · `talking` · `interrupted` was talking, comes back by itself ·
 * `hanging-up` five seconds to undo · `ended` · `refused` cannot get in (see `refusal`).
 */
export type CallPhase =
  | 'joining'
  | 'waiting'
  | 'together'
  | 'starting'
  | 'talking'
  | 'interrupted'
  | 'hanging-up'
  | 'ended'
  | 'refused';

export type DeviceState = 'on' | 'off' | 'none';

/** The other person. `name` arrives in a sealed message; `hangingUp` while they could still undo. */
export interface PeerView {
  seat: RoomSeat;
  name: string | undefined;
  ready: boolean;
  microphone: DeviceState;
  camera: DeviceState;
  screen: 'on' | 'off';
  hangingUp: boolean;
  /** In the room as the pod sees it. A running call goes on without. */
  present: boolean;
}

/** A snapshot: immutable, replaced as a whole at every change. Times are milliseconds of the pod's clock. */
export interface CallView {
  phase: CallPhase;
  /** Line to the pod. A running call does not need it. */
  signalling: 'connecting' | 'open' | 'reconnecting' | 'closed';
  /** Line to the other browser. `connected` while both still wait is the normal case. */
  transport: 'none' | 'connecting' | 'connected' | 'interrupted';
  ready: boolean;
  peer: PeerView | undefined;
  /** The third person, once there is one. */
  second?: SecondView | undefined;
  remoteStream: MediaStream | undefined;
  /** What the other side shows beside its face, while it shows something. */
  remoteScreen?: MediaStream | undefined;
  /** What is shown to the other side beside the own face. */
  ownScreen?: OwnScreen | undefined;
  /** First remote picture or sound seen. */
  talkingSince: number | undefined;
  /** `sealed` = the link's secret keeps every server out; `open` = came without link, nothing checked yet. */
  proof: 'sealed' | 'open';
  /** That nobody sits between the two people. */
  privacy: ProofView;
  /** What the page opposite last said of each kind of hint. */
  hints?: Hints | undefined;
  /** What is wrong, the most important first; see `causes.ts`. Both pages know whose side it is. */
  causes?: readonly Cause[] | undefined;
  /** This person wants small pictures from both. */
  saving?: boolean;
  /** Set while the other side speaks unsealed and we do not: the page may ask for a ticket for an open line. */
  peerUnsealed: boolean;
  /** The browser refused to play sound without a click: show one button that calls `resumeSound`. */
  soundBlocked: boolean;
  /** Five attempts in two minutes brought no line to the other browser: say so, offer the telephone. Clears by itself. */
  lineFailed: boolean;
  /** Final in phase `refused`. In phase `joining` with `seat-taken` the engine waits and enters by itself. */
  refusal: { code: ErrorCode; retryAfterMs?: number; incident?: string } | undefined;
  /** The code that both people and the logs have for this room: what to read out on the telephone. */
  incident?: string | undefined;
  end: CallEnd | undefined;
  /** Until when `undoHangUp` works. */
  undoUntil: number | undefined;
  /** Figures for the help desk, never shown unasked. */
  details: CallDetails;
}

/** Why it is over and what the receipt says. */
export interface CallEnd {
  reason: 'hung-up' | 'peer-hung-up' | 'ended-by-advisor' | 'dismissed' | 'replaced' | 'room-over' | 'left';
  talkedMs: number;
}

export interface CallDetails {
  path: 'unknown' | 'direct' | 'relay-udp' | 'relay-tcp' | 'relay-tls';
  codec: string | undefined;
  restarts: number;
  rebuilds: number;
  /** The latest restarts and rebuilds with their reasons, the newest last. */
  mends?: readonly Mend[];
  reconnects: number;
  /** Bodies and descriptions that were refused: forged, unsealed, malformed, stale. */
  dropped: number;
  /** The first packets of the other side's sound and picture have come. */
  soundArrived?: boolean;
  pictureArrived?: boolean;
  /** How long the other side's picture stood still, where the browser counts it. */
  frozenMs?: number | undefined;
}

export interface Call extends ProofDeeds, CompanionDeeds {
  readonly view: CallView;
  readonly media: Media;
  /** Calls back at every change, not at once; the answer ends it. */
  subscribe(listener: (view: CallView) => void): () => void;
  /** "Gespräch starten": on air as soon as both have pressed. */
  start(): void;
  /** Take the pressed button back while the other has not pressed yet. */
  unstart(): void;
  /**
   * Shows `screen` beside the own face, in place of what was shown before; undefined ends it. Its tracks are the call's from
   * then on: stopped at the end, kept over every new line, and ended as well when the browser ends the picture.
   */
  share(screen: OwnScreen | undefined): void;
  /** Always the same one for a name, for as long as the call lives; nothing passes before the line is proven. */
  lane(name: LaneName): Lane;
  /** Tells the page opposite, now or as soon as it can be told, and again on every new line. */
  hint(hint: Hint): void;
  hangUp(): void;
  undoHangUp(): void;
  /** Advisor: ends the room for everybody. */
  endForAll(): void;
  /** Advisor: removes the other person's connection from the room. */
  dismiss(): void;
  /**
   * Told by the page that owns the `<video>`: `true` when `play()` was refused, with what to call inside the person's
   * next click; `false` once it plays.
   */
  reportPlayback(blocked: boolean, playAgain?: () => void): void;
  /** Call it inside the click: runs the page's `playAgain`, which then reports again. */
  resumeSound(): void;
  /** Told by the page that owns the `<video>`: the other side's picture is nothing but darkness, or is not any more. */
  reportPicture(isDark: boolean): void;
  /** Told by the page: the other's voice is played louder, softer or clearer than it comes, or is not any more. */
  reportHearing(hearsOtherwise: boolean): void;
  /** Small pictures from both, for a line that carries little; `false` takes it back. */
  save(on: boolean): void;
  /** Milliseconds since 1970 by the pod's clock: what `talkingSince` and `undoUntil` are compared with. */
  podNow(): number;
  /** Leaves and frees everything; the page goes away. Idempotent. */
  close(): void;
}

/** What a page hands over. `admit` is asked for a fresh ticket whenever the engine needs one. */
export interface CallOptions {
  admit(incarnation: string): Promise<Admission>;
  /** Of this page load, new for each call: for who has a ticket in hand already. Made up otherwise. */
  incarnation?: Incarnation | undefined;
  /** `k` of the join link, or undefined when the person came by number and code. */
  linkSecret: string | undefined;
  /** Own name as the other side shall read it; sent sealed. */
  name: string;
  media: Media;
  /** The person does not want the other side to learn their network address: only the relay is used. */
  relayOnly?: boolean;
}

/** A screen, a window, a tab or a still picture on its way to the other side. What it shows: see `PeerTracks.screen`. */
export interface OwnScreen {
  kind: 'screen' | 'window' | 'tab' | 'picture';
  picture: MediaStreamTrack;
  /** What is heard of it; goes out together with the own voice. */
  sound: MediaStreamTrack | undefined;
}

/** Why a device cannot be used: a closed list, each with its own words and remedy on the page. */
export type MediaProblem =
  | 'blocked-by-site'
  | 'blocked-by-system'
  | 'dismissed'
  | 'in-use'
  | 'not-found'
  | 'in-app-browser'
  | 'insecure-page'
  | 'unsupported'
  | 'unknown';

export interface DeviceChoice {
  id: string;
  label: string;
}

/** Own devices. `stream` is for the own picture (always play it muted). */
export interface MediaView {
  microphone: DeviceState;
  camera: DeviceState;
  microphoneProblem: MediaProblem | undefined;
  cameraProblem: MediaProblem | undefined;
  asking: boolean;
  stream: MediaStream | undefined;
  microphones: DeviceChoice[];
  cameras: DeviceChoice[];
  /** Empty where the browser cannot choose (Safari, Firefox before 116). */
  speakers: DeviceChoice[];
  chosen: { microphone: string | undefined; camera: string | undefined; speaker: string | undefined };
}

/** The own microphone, camera and loudspeaker. Nothing is asked of the browser before `open`. */
export interface Media {
  readonly view: MediaView;
  subscribe(listener: (view: MediaView) => void): () => void;
  /** Shows the browser's prompt for what is wished. Never rejects: problems are in the view. */
  open(wish: { microphone: boolean; camera: boolean }): Promise<void>;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  choose(kind: 'microphone' | 'camera' | 'speaker', id: string): Promise<void>;
  /** Own loudness 0 to 1, about 20 times a second, while listened to. */
  onLevel(listener: (level: number) => void): () => void;
  /** A short pleasant tone on the chosen loudspeaker; resolves when it ended, rejects when nothing can play. */
  playTestSound(): Promise<void>;
  close(): void;
}

/** What the network check found. `skipped`: no relay is configured for that way. */
export interface NetworkCheck {
  direct: CheckMark;
  udp: CheckMark;
  tcp: CheckMark;
  tls: CheckMark;
}
