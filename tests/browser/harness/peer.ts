/** A page that runs the peer contract on a real browser's connections; tests call `window.peerContract`. */
import type { IceServer, PeerId } from '@visavis/shared';
import { browserClock } from '../../../clients/call/clock.ts';
import { framesIn } from '../../../clients/call/frames.ts';
import { framesSupport } from '../../../clients/call/frames-support.ts';
import type { CreatePeer, PeerEvents } from '../../../clients/call/peer.ts';
import { createNativePeer } from '../../../clients/call/peer-native.ts';
import { createSimplePeer } from '../../../clients/call/peer-simple.ts';
import { protectWith } from '../../../clients/call/protection.ts';
import { createFrameWorker } from '../../../clients/call/worker-start.ts';
import { keyAgreement } from '../../../clients/call/x25519.ts';
import { browserScenarios, peerScenarios } from '../../contracts/peer.ts';
import { hearsSound, losesPicture, losesSound, seesPicture } from './senses.ts';

const protect = protectWith({
  openFrames: framesIn({ means: framesSupport(globalThis), createWorker: createFrameWorker, clock: browserClock }),
  subtle: crypto.subtle,
  agreement: keyAgreement(crypto.subtle),
  clock: browserClock,
});

/** With its frames encrypted, under keys that both sides were given. */
const createSealedPeer: CreatePeer = (options, events) => {
  const role = options.initiator ? 'initiator' : 'responder';
  const nothing = () => undefined;
  const news = { say: nothing, protected: nothing, keysChanged: nothing, refused: nothing, lost: nothing };
  const protection = protect(role, news);
  if (protection === undefined) throw new Error('no frame encryption');
  const closed = () => {
    protection.close();
    events.closed();
  };
  const rk0 = new Uint8Array(32).fill(7);
  protection.begin({ pid: 'cGVlci0wMDA' as PeerId, role, rk0, th: new Uint8Array(32) });
  return protection.wrap(createSimplePeer)(options, { ...events, closed });
};

const implementations: Record<string, CreatePeer> = {
  native: createNativePeer,
  sealed: createSealedPeer,
};
const scenarios = [...peerScenarios, ...browserScenarios];
const patienceMs = 25_000;

/** Rejects with what the peers told, so that a hanging scenario explains itself. */
async function runScenario(implementation: string, title: string, relay: IceServer[]): Promise<void> {
  const scenario = scenarios.find((known) => known.title === title);
  const create = implementations[implementation];
  if (!scenario || !create) throw new Error(`no scenario "${title}" on "${implementation}"`);
  const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const journal: string[] = [];
  const tracks = devices.getTracks();
  const clone = (kind: string) => {
    const track = tracks.find((known) => known.kind === kind)?.clone();
    if (!track) throw new Error(`no ${kind}`);
    tracks.push(track);
    return track;
  };
  const run = scenario.run({
    create: (options, events) => create(options, journalled(events, options.initiator ? 'a' : 'b', journal)),
    certificate: () => RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams),
    microphone: () => clone('audio'),
    camera: () => clone('video'),
    relay,
    seesPicture,
    losesPicture,
    hearsSound: (stream) => hearsSound(stream, receiverOf),
    losesSound: (stream) => losesSound(stream, receiverOf),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still waiting after:\n${journal.join('\n')}`)), patienceMs);
  });
  await Promise.race([run, patience]).finally(() => {
    clearTimeout(timer);
    for (const track of tracks) track.stop();
    receivers.length = 0;
  });
}

const receivers: RTCRtpReceiver[] = [];
const receiverOf = (track: MediaStreamTrack) => receivers.find((receiver) => receiver.track === track);

function journalled(events: PeerEvents, side: string, journal: string[]): PeerEvents {
  return new Proxy(events, {
    get: (target, name: keyof PeerEvents) => (value: unknown) => {
      const told = typeof value === 'object' && value && 'kind' in value ? value.kind : value;
      journal.push(`${side} ${name} ${typeof told === 'string' ? told : ''}`);
      if (value instanceof RTCRtpTransceiver) receivers.push(value.receiver);
      (target[name] as ((news: unknown) => void) | undefined)?.(value);
    },
  });
}

Object.assign(window, { peerContract: { titles: scenarios.map(({ title }) => title), run: runScenario } });
