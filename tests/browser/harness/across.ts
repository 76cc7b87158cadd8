/** One side of a connection to another browser; tests carry the signals and call `window.side`. */
import type { Peer, PeerSignal } from '../../../clients/call/peer.ts';
import { createSimplePeer } from '../../../clients/call/peer-simple.ts';
import { hand } from '../../contracts/peer-pair.ts';
import { seesPicture } from './senses.ts';

declare global {
  interface Window {
    /** Given by the test. */
    carry(signal: PeerSignal): Promise<void>;
  }
}

const devices = navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const heard: string[] = [];
let peer: Peer | undefined;
let stream: MediaStream | undefined;
let screen: MediaStream | undefined;

async function open(initiator: boolean): Promise<void> {
  await devices;
  peer = createSimplePeer(
    { initiator, iceServers: [], relayOnly: false },
    {
      signal: (signal) => void window.carry(signal),
      transport: (state) => heard.push(`transport ${state}`),
      channel: (state) => heard.push(`channel ${state}`),
      text: (text) => heard.push(`text ${text}`),
      remoteStream: (received) => {
        stream = received;
      },
      remoteScreen: (received) => {
        screen = received;
      },
      firstMedia: (kind) => heard.push(`firstMedia ${kind}`),
      refused: (what) => heard.push(`refused ${what}`),
      closed: () => heard.push('closed'),
    },
  );
}

async function attach(): Promise<void> {
  const [microphone, camera] = [(await devices).getAudioTracks()[0], (await devices).getVideoTracks()[0]];
  await peer?.attach({ microphone: microphone ?? null, camera: camera ?? null, screen: camera?.clone() ?? null });
}

Object.assign(window, {
  side: {
    open,
    attach,
    handle: (signal: PeerSignal) => peer && hand(peer, signal),
    send: (text: string) => peer?.send(text),
    restart: () => peer?.restart(),
    heard: () => heard,
    /** The face, and what is shown beside it. */
    sees: async () => {
      for (const seen of [stream, screen]) await seesPicture(seen ?? new MediaStream());
    },
    stats: () => peer?.stats(),
  },
});
