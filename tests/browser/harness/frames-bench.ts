/** A page with both ends of one conversation at 720p25, its frames sealed or, with `?copy`, only copied: `window.framesBench`. */
/// <reference path="../../../clients/call/shims/worker-url.d.ts" />
import type { PeerId } from '@visavis/shared';
import { browserClock } from '../../../clients/call/clock.ts';
import type { FrameFigures } from '../../../clients/call/frame-report.ts';
import { framesIn } from '../../../clients/call/frames.ts';
import { framesSupport } from '../../../clients/call/frames-support.ts';
import type { Peer, PeerSignal } from '../../../clients/call/peer.ts';
import { createSimplePeer } from '../../../clients/call/peer-simple.ts';
import { type Protection, protectWith } from '../../../clients/call/protection.ts';
import type { Role } from '../../../clients/call/roles.ts';
import { createFrameWorker } from '../../../clients/call/worker-start.ts';
import { keyAgreement } from '../../../clients/call/x25519.ts';
import { hand } from '../../contracts/peer-pair.ts';
import copyAddress from './frames-copy-worker.ts?worker&url';

const roles = ['initiator', 'responder'] as const;
const peers = new Map<Role, Peer>();
const protections = new Map<Role, Protection>();
const slowest: Record<'audio' | 'video', number[]> = { audio: [], video: [] };

interface Policies {
  trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
}

let copyUrl: string | undefined;

function createCopyWorker(): Worker {
  const { trustedTypes } = globalThis as Policies;
  const make = () => trustedTypes?.createPolicy('worker-url', { createScriptURL: () => copyAddress });
  const url = copyUrl ?? make()?.createScriptURL(copyAddress) ?? copyAddress;
  copyUrl = url;
  return new Worker(url, { type: 'module' });
}

const otherOf = (role: Role): Role => (role === 'initiator' ? 'responder' : 'initiator');

function keep(figures: readonly FrameFigures[]): void {
  for (const { kind, p95Ms } of figures) if (p95Ms > 0) slowest[kind].push(p95Ms);
}

function show(received: MediaStream): void {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: received });
  document.body.append(video);
  void video.play();
}

function open(role: Role): void {
  const createWorker = location.search === '?copy' ? createCopyWorker : createFrameWorker;
  const means = framesSupport(globalThis);
  const protect = protectWith({
    openFrames: framesIn({ means, createWorker, clock: browserClock }),
    subtle: crypto.subtle,
    agreement: keyAgreement(crypto.subtle),
    clock: browserClock,
  });
  const protection = protect(role, {
    say: (message) => protections.get(otherOf(role))?.handleMessage(message),
    protected: () => undefined,
    keysChanged: () => undefined,
    figures: keep,
    refused: () => undefined,
    lost: () => {
      throw new Error('frames are lost');
    },
  });
  if (protection === undefined) throw new Error('no frame encryption');
  protections.set(role, protection);
  const options = { initiator: role === 'initiator', iceServers: [], relayOnly: false };
  const carry = (signal: PeerSignal) => {
    const to = peers.get(otherOf(role));
    if (to) hand(to, signal);
  };
  const peer = protection.wrap(createSimplePeer)(options, {
    signal: (signal) => queueMicrotask(() => carry(signal)),
    transport: () => undefined,
    channel: () => undefined,
    text: () => undefined,
    remoteStream: show,
    firstMedia: () => undefined,
    closed: () => undefined,
  });
  peers.set(role, peer);
  protection.begin({ pid: 'cGVlci0wMDA' as PeerId, role, rk0: new Uint8Array(32).fill(7), th: new Uint8Array(32) });
}

async function start(): Promise<void> {
  const video = { width: 1280, height: 720, frameRate: 25 };
  const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  for (const role of roles.toReversed()) open(role);
  for (const role of roles) {
    const [microphone = null, camera = null] = [devices.getAudioTracks()[0], devices.getVideoTracks()[0]];
    await peers.get(role)?.attach({ microphone, camera });
  }
}

const framesDecoded = async (): Promise<number[]> =>
  Promise.all([...peers.values()].map(async (peer) => (await peer.stats()).framesDecoded));

Object.assign(window, {
  framesBench: {
    start,
    framesDecoded,
    /** The slowest twentieth of each second since the last look, milliseconds. */
    slowest() {
      const found = { audio: [...slowest.audio], video: [...slowest.video] };
      slowest.audio.length = 0;
      slowest.video.length = 0;
      return found;
    },
  },
});
