/** The words of the session machine: what a connection can be, hear and have done. */
import type {
  BrowserMessage,
  CloseCode,
  ConnectionId,
  DeviceThumbprint,
  Incarnation,
  PodMessage,
  Report,
  RoomId,
  RoomSeat,
} from '@visavis/shared';
import type { PodLimits } from './config.ts';
import type { Refusal } from './refusal.ts';
import type { RelayMessage } from './relay-frame.ts';

/** What an accepted ticket or resume token gives the right to. Times in milliseconds of the pod's clock. */
interface Grant {
  incarnation: Incarnation;
  device: DeviceThumbprint;
  /** When the room is over. */
  until: number;
  relayOnly: boolean;
  sealed: boolean;
}
export interface RoomGrant extends Grant {
  seat: RoomSeat;
  room: RoomId;
}
export interface DeskGrant extends Grant {
  seat: 'desk';
  rooms: readonly RoomId[];
}
export interface CheckGrant extends Grant {
  seat: 'check';
}
export type AnyGrant = RoomGrant | DeskGrant | CheckGrant;

/** Waits because another device sits in the seat; `isTrying` while the store is being asked. */
export interface Waiting {
  phase: 'waiting-for-seat';
  grant: RoomGrant;
  retryAt: number;
  isTrying: boolean;
}
export interface Seated {
  phase: 'seated';
  grant: RoomGrant;
  connection: ConnectionId;
  epoch: number;
  inCall: boolean;
  renewAt: number;
  resumeAt: number;
  iceAt: number;
}
export interface Desk {
  phase: 'desk';
  grant: DeskGrant;
  renewAt: number;
}
export interface Check {
  phase: 'check';
  grant: CheckGrant;
  iceAt: number;
}
export type Settled = Waiting | Seated | Desk | Check;

export type Session =
  | { phase: 'awaiting-hello'; deadline: number }
  | { phase: 'admitting' }
  | Settled
  | { phase: 'draining'; within: Settled; closeAt: number }
  | { phase: 'closed'; code: number };

export type SessionEvent =
  | { type: 'message'; message: BrowserMessage }
  | { type: 'unreadable' }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'seat-taken'; grant: RoomGrant }
  | { type: 'seated'; grant: RoomGrant; connection: ConnectionId; epoch: number }
  | { type: 'desk'; grant: DeskGrant }
  | { type: 'check'; grant: CheckGrant }
  /** The room tells: somebody else took this seat; it was freed; the advisor decided. */
  | { type: 'replaced' }
  /** The same page sits there on another line. Only if it gave that one up does it hear of this end, and comes back. */
  | { type: 'moved' }
  | { type: 'seat-free' }
  | { type: 'dismissed' }
  | { type: 'room-over' }
  /** The addressee of a relayed message is not there. */
  | { type: 'absent' }
  | { type: 'drain'; withinMs: number; closeAt: number }
  /** Say again, at `at` at the latest, what is held: the store or the bus may have missed it. */
  | { type: 'announce'; at: number }
  /** A limit was passed for good; the line closes with `code`. */
  | { type: 'breach'; code: CloseCode; retryAfterMs: number | undefined }
  | { type: 'tick' }
  /** The time for a hello is over, whatever the clock says. */
  | { type: 'hello-late' }
  /** The socket is closed. */
  | { type: 'gone'; code: number };

export type SessionEffect =
  | { do: 'send'; message: PodMessage }
  | { do: 'close'; code: CloseCode | 1000 }
  /** Check the token, then answer by `refused`, `seat-taken`, `seated`, `desk` or `check`. */
  | { do: 'admit'; by: 'ticket' | 'resume'; token: string; incarnation: Incarnation }
  /** Try for the seat once more. */
  | { do: 'take'; grant: RoomGrant }
  | { do: 'forward'; message: RelayMessage }
  /** Add a browser's report to the sums and forget it. */
  | { do: 'count'; report: Report }
  | { do: 'pong'; c: number; renewsResume: boolean }
  /** `elsewhere`: of another relay than the usual one. */
  | { do: 'ice-servers'; grant: RoomGrant | CheckGrant; elsewhere: boolean }
  | { do: 'renew'; ttlMs: number }
  | { do: 'watch'; grant: DeskGrant }
  | { do: 'dismiss'; incarnation: Incarnation }
  | { do: 'end-room' }
  /** Give the seat back, and tell the others. */
  | { do: 'leave'; seated: Pick<Seated, 'grant' | 'connection' | 'epoch'> }
  /** The line is lost: keep the seat for a while. */
  | { do: 'linger'; seated: Seated };

export type SessionStep = { state: Session; effects: readonly SessionEffect[] };
export type SessionLimits = PodLimits;
