/** One side of an encrypted connection to another page or browser; tests carry what is said and call `window.frames_`. */
import type { IceServer, PeerId } from '@visavis/shared';
import { browserClock } from '../../../clients/call/clock.ts';
import type { FrameFigures } from '../../../clients/call/frame-report.ts';
import { framesIn, type OpenFrames } from '../../../clients/call/frames.ts';
import { framesSupport } from '../../../clients/call/frames-support.ts';
import type { RotateMessage } from '../../../clients/call/key-changes.ts';
import type { CreatePeer, Peer, PeerEvents, PeerSignal } from '../../../clients/call/peer.ts';
import { createNativePeer } from '../../../clients/call/peer-native.ts';
import { createSimplePeer } from '../../../clients/call/peer-simple.ts';
import { type Protection, protectWith } from '../../../clients/call/protection.ts';
import { createFrameWorker } from '../../../clients/call/worker-start.ts';
import { keyAgreement } from '../../../clients/call/x25519.ts';
import { hand } from '../../contracts/peer-pair.ts';

/** What a test wants of a side. */
export interface FramesWish {
  initiator: boolean;
  implementation?: 'simple' | 'native';
  relay?: IceServer[];
  changeKeysEveryMs?: number;
  /** Both sides the same, or nothing can be opened. */
  secret?: number;
  /** As if the browser knew only this way. */
  means?: 'script-transform';
  /** Sends as any page could that knows nothing of keys. */
  plain?: boolean;
  /** `receiver`: its transform is never attached. `old`: it seals with its first key for ever. */
  fault?: 'receiver' | 'old';
}

declare global {
  interface Window {
    /** Given by the test. */
    carry(message: PeerSignal | RotateMessage): Promise<void>;
  }
}

const devices = navigator.mediaDevices.getUserMedia({ audio: true, video: { height: 360, frameRate: 20 } });
const pid = 'cGVlci0wMDA' as PeerId;
const heard: { at: number; news: string }[] = [];
const tell = (news: string): void => void heard.push({ at: performance.now(), news });
let peer: Peer | undefined;
let protection: Protection | undefined;
let figures: readonly FrameFigures[] = [];
let stream: MediaStream | undefined;
const receivers: RTCRtpReceiver[] = [];
const senders: RTCRtpSender[] = [];

function faulty(open: OpenFrames, fault: FramesWish['fault']): OpenFrames {
  return (role, events) => {
    const frames = open(role, events);
    if (fault === 'old') {
      const { switchTo } = frames;
      frames.switchTo = (epoch) => epoch === 0 && switchTo(epoch);
    }
    if (fault === 'receiver') {
      // A stand-in for the receiver: the real one is left without a transform, as a browser would that forgot it.
      frames.attach = (real) => {
        const { prototype } = real.receiver.constructor as typeof RTCRtpReceiver;
        const made = Object.getOwnPropertyDescriptor(prototype, 'createEncodedStreams');
        Object.defineProperty(prototype, 'createEncodedStreams', { configurable: true, value: idleStreams });
        Object.getPrototypeOf(frames).attach.call(frames, real);
        if (made) Object.defineProperty(prototype, 'createEncodedStreams', made);
      };
    }
    return frames;
  };
}

const idleStreams = () => new TransformStream();

const events: PeerEvents = {
  signal: (signal) => void window.carry(signal),
  transport: (state) => tell(`transport ${state}`),
  channel: (state) => tell(`channel ${state}`),
  text: (text) => tell(`text ${text}`),
  remoteStream: (received) => {
    stream = received;
    show(received);
  },
  remoteScreen: (received) => show(received),
  firstMedia: (kind) => tell(`firstMedia ${kind}`),
  transceiver: ({ receiver, sender }) => {
    receivers.push(receiver);
    senders.push(sender);
  },
  refused: (what) => tell(`refused ${what}`),
  closed: () => tell('closed'),
};

/** Decoders rest while nobody watches. */
function show(received: MediaStream): void {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: received });
  document.body.append(video);
  void video.play();
}

async function open(wish: FramesWish): Promise<void> {
  await devices;
  const { initiator, implementation = 'simple', relay = [], secret = 7, changeKeysEveryMs } = wish;
  const role = initiator ? 'initiator' : 'responder';
  const options = { initiator, iceServers: relay, relayOnly: relay.length > 0 };
  const create: CreatePeer = implementation === 'simple' ? createSimplePeer : createNativePeer;
  if (wish.plain) {
    peer = create(options, events);
    return;
  }
  const means = wish.means ?? framesSupport(globalThis);
  const protect = protectWith({
    openFrames: faulty(framesIn({ means, createWorker: createFrameWorker, clock: browserClock }), wish.fault),
    subtle: crypto.subtle,
    agreement: keyAgreement(crypto.subtle),
    clock: browserClock,
    ...(changeKeysEveryMs !== undefined && { changeKeysEveryMs }),
  });
  protection = protect(role, {
    say: (message) => void window.carry(message),
    protected: () => tell('protected'),
    keysChanged: (epoch) => tell(`keys ${epoch}`),
    figures: (latest) => {
      figures = latest;
    },
    refused: () => tell('key message refused'),
    lost: () => tell('lost'),
  });
  if (protection === undefined) throw new Error(`no frame encryption: ${means}`);
  peer = protection.wrap(create)(options, events);
  const rk0 = new Uint8Array(32).fill(secret);
  protection.begin({ pid, role, rk0, th: new Uint8Array(32) });
}

/** Media of this page goes out as soon as the line and the keys allow. */
async function attach(): Promise<void> {
  const [microphone, camera] = [(await devices).getAudioTracks()[0], (await devices).getVideoTracks()[0]];
  await peer?.attach({ microphone: microphone ?? null, camera: camera ?? null, screen: camera?.clone() ?? null });
}

/** What the browser counts of received media: `codec` of the picture. */
async function received() {
  const facts = { framesDecoded: 0, freezes: 0, packets: 0, keyFrames: 0, codec: '', energy: 0, pli: 0 };
  for (const receiver of receivers) {
    const report = await receiver.getStats();
    report.forEach((entry) => {
      if (entry.type !== 'inbound-rtp') return;
      facts.packets += entry.packetsReceived ?? 0;
      facts.framesDecoded += entry.framesDecoded ?? 0;
      facts.freezes += entry.freezeCount ?? 0;
      facts.keyFrames += entry.keyFramesDecoded ?? 0;
      facts.pli += entry.pliCount ?? 0;
      facts.energy += entry.totalAudioEnergy ?? 0;
      if (entry.kind === 'video') facts.codec = report.get(entry.codecId ?? '')?.mimeType ?? facts.codec;
    });
  }
  return facts;
}

Object.assign(window, {
  framed: {
    open,
    attach,
    received,
    handle(message: PeerSignal | RotateMessage) {
      if (message.kind === 'description' || message.kind === 'candidate') return peer && hand(peer, message);
      protection?.handleMessage(message);
    },
    heard: () => heard,
    figures: () => figures,
    shows: () => stream !== undefined,
    async data(text: string) {
      const sealed = await protection?.data.seal('text', new TextEncoder().encode(text));
      return sealed && [...sealed];
    },
    async opened(sealed: number[]) {
      const bytes = await protection?.data.open('text', new Uint8Array(sealed));
      return bytes && new TextDecoder().decode(bytes);
    },
  },
});
