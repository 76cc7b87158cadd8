/** An attacker of an open room, who reads and rewrites: both sides' queues end with him, and a program says what each hears. */
import { fromBase64url, type PeerId, type PeerMessage, type RoomId } from '@visavis/shared';
import { browserClock } from '../../../clients/call/clock.ts';
import { RunningHandshake } from '../../../clients/call/handshake-run.ts';
import { PeerChannel } from '../../../clients/call/peer-channel.ts';
import type { Role } from '../../../clients/call/roles.ts';
import { createSeal } from '../../../clients/call/seal.ts';
import { type Lie, oppositeOf, type Scene, type Seat } from './hostile-pod.ts';

export interface Stage {
  room: RoomId;
  to: Seat;
  /** In the other person's name. Anything with a `kind`, known or not. */
  say(to: Seat, message: object): void;
}
/** Is told every message on its way to `to`; what it does not say again is lost. */
export type Program = (message: PeerMessage, stage: Stage) => void;

/** Plays each of the two to the other one. A page load that is new gets queues of its own. */
export function openMiddle(program: Program): { lie: Lie; say(to: Seat, message: object): void } {
  const channels = new Map<string, PeerChannel>();
  let last: Scene | undefined;
  const say = (to: Seat, message: object) => last && facing(to, last)?.send(message as PeerMessage);
  const facing = (seat: Seat, scene: Scene): PeerChannel | undefined => {
    const self = { seat: oppositeOf[seat], incarnation: scene.seated(oppositeOf[seat]) };
    const peer = { seat, incarnation: scene.seated(seat) };
    if (self.incarnation === undefined || peer.incarnation === undefined) return undefined;
    const key = `${seat}${self.incarnation}${peer.incarnation}`;
    const parties = {
      self: { ...self, incarnation: self.incarnation },
      peer: { ...peer, incarnation: peer.incarnation },
    };
    const channel =
      channels.get(key) ??
      new PeerChannel({
        seal: createSeal({ room: scene.room, ...parties, linkSecret: undefined, subtle: crypto.subtle }),
        clock: browserClock,
        transmit: (frame) => scene.tell(seat, { ...frame, from: self.seat }),
        deliver: (message) => program(message, { room: scene.room, to: oppositeOf[seat], say }),
        refused: () => undefined,
      });
    channels.set(key, channel);
    return channel;
  };
  const lie: Lie = (message, scene) => {
    last = scene;
    if (message.type !== 'relay' && message.type !== 'ack') scene.tell(scene.to, message);
    else {
      const { from: _, ...frame } = message;
      facing(oppositeOf[scene.to], scene)?.handleFrame(frame, 'pod');
    }
  };
  return { lie, say };
}

const hexOf = (text: string) => Buffer.from(fromBase64url(text)).toString('hex');
const fingerprintIn = (sdp: string) =>
  /a=fingerprint:sha-256 (\S+)/.exec(sdp)?.[1]?.replaceAll(':', '').toLowerCase() ?? '';

/** The fingerprint in the advisor's offer, which the guest's promise may overtake. */
interface Offered {
  fingerprint: Promise<string>;
  come(fingerprint: string): void;
}
function offerToCome(): Offered {
  let come = (_fingerprint: string): void => undefined;
  const fingerprint = new Promise<string>((resolve) => {
    come = resolve;
  });
  return { fingerprint, come };
}

/**
 * Leaves certificates and descriptions alone and plays the handshake itself, with keys of its own, to both: the line is
 * theirs, the words and keys are his.
 */
export function ownHandshake(): Program {
  const offered = new Map<PeerId, Offered>();
  const running = new Map<string, RunningHandshake>();
  const offerOf = (pid: PeerId): Offered => {
    const known = offered.get(pid) ?? offerToCome();
    offered.set(pid, known);
    return known;
  };
  const play = (role: Role, fingerprint: string, pid: PeerId, { room, say }: Stage): RunningHandshake => {
    const to: Seat = role === 'initiator' ? 'guest' : 'advisor';
    const seats = { initiator: 'advisor', responder: 'guest' } as const;
    const nothing = () => undefined;
    const silent = { sendBind: nothing, expected: nothing, bound: nothing, failed: nothing, refused: nothing };
    const handshake = new RunningHandshake(
      { role, room, pid, mode: 0, seats, fingerprint, subtle: crypto.subtle, randomBytes, clock: browserClock },
      { say: (message) => say(to, { ...message, pid }), certificates: () => [], ...silent },
    );
    running.set(`${to}${pid}`, handshake);
    return handshake;
  };
  return (message, stage) => {
    switch (message.kind) {
      case 'commit':
        void offerOf(message.pid).fingerprint.then((own) =>
          play('initiator', own, message.pid, stage).handleMessage(message),
        );
        break;
      case 'reveal':
        running.get(`guest${message.pid}`)?.handleMessage(message);
        play('responder', hexOf(message.fp), message.pid, stage);
        break;
      case 'share':
      case 'confirm':
        running.get(`advisor${message.pid}`)?.handleMessage(message);
        break;
      case 'description':
        if (message.type === 'offer') offerOf(message.pid).come(fingerprintIn(message.sdp));
        stage.say(stage.to, message);
        break;
      default:
        stage.say(stage.to, message);
    }
  };
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
