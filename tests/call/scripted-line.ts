/** A direct line on peers and handshakes that do only what a test tells them, and write down what they are told. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import { DataSeal } from '../../clients/call/data-seal.ts';
import type { Handshake, HandshakeEvents } from '../../clients/call/handshake-run.ts';
import { createIceSource } from '../../clients/call/ice-servers.ts';
import { Line } from '../../clients/call/line.ts';
import type { Peer, PeerEvents, PeerOptions } from '../../clients/call/peer.ts';
import type { Protect, ProtectionEvents } from '../../clients/call/protection.ts';
import type { Role } from '../../clients/call/roles.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { offer } from './hostile-sdp.ts';

export const caps = { frames: 'none', screen: false } as const;

/** The certificate that `offer` names. */
export const fingerprint = /a=fingerprint:sha-256 (\S+)/.exec(offer)?.[1]?.replaceAll(':', '').toLowerCase() ?? '';

export const rest = async () => void (await new Promise((resolve) => setImmediate(resolve)));

function nth<T>(list: readonly T[], index: number): T {
  const found = list[index - 1];
  if (found === undefined) throw new Error(`there is no number ${index}`);
  return found;
}

/** Peers that write down what they are told to do, and whose events a test calls. */
function scriptedPeers(diary: string[]) {
  const peers: { options: PeerOptions; events: PeerEvents }[] = [];
  const createPeer = (options: PeerOptions, events: PeerEvents): Peer => {
    const index = peers.push({ options, events });
    const note = (deed: string) => void diary.push(`peer ${index} ${deed}`);
    return {
      handleDescription: ({ type }) => note(type),
      handleCandidate: () => note('candidate'),
      setIceServers: () => {},
      restart: (servers) => note(`restart by ${servers?.[0]?.urls[0]}`),
      attach: async ({ microphone }) => note(`attach ${microphone?.kind ?? 'nothing'}`),
      detach: async () => {},
      send: (text) => note(`sends ${text}`) === undefined,
      sendContent: async () => false,
      stats: () => Promise.reject(new Error('not asked for here')),
      remoteCertificates: () => [],
      close: () => note('closed'),
    };
  };
  return { peers, createPeer, peer: (index: number): PeerEvents => nth(peers, index).events };
}

/** Handshakes that write down what they hear, and whose results a test calls. */
function scriptedHandshakes(diary: string[]) {
  const handshakes: HandshakeEvents[] = [];
  const createHandshake = (_pid: PeerId, events: HandshakeEvents): Handshake => {
    const note = (deed: string) => () => void diary.push(`handshake ${deed}`);
    handshakes.push(events);
    return {
      isHalfway: false,
      isAgreed: false,
      handleMessage: ({ kind }) => note(kind)(),
      handleBind: note('bind'),
      handleLineOpen: note('line open'),
      close: () => {},
    };
  };
  return { createHandshake, handshake: (index: number): HandshakeEvents => nth(handshakes, index) };
}

/** Encryption that lets everything pass, writes down what it is asked for, and whose news a test tells. */
function scriptedProtections(diary: string[]) {
  const protections: ProtectionEvents[] = [];
  const protect: Protect = (_role, events) => {
    protections.push(events);
    return {
      data: new DataSeal(),
      wrap: (create) => create,
      begin: () => diary.push('protection begins'),
      handleMessage: ({ kind }) => diary.push(`protection ${kind}`),
      close: () => {},
    };
  };
  return { protect, protection: (index: number): ProtectionEvents => nth(protections, index) };
}

export function makeLine(role: Role = 'initiator') {
  const clock = manualClock();
  const diary: string[] = [];
  const said: PeerMessage[] = [];
  const { peers, createPeer, peer } = scriptedPeers(diary);
  const ice = createIceSource(
    clock,
    { listen: () => () => {} },
    (elsewhere) => diary.push(elsewhere ? 'asks for another relay' : 'asks for credentials') > 0,
    () => {},
  );
  ice.handleServers([{ urls: ['turn:old.test'] }], 3_600);
  const { createHandshake, handshake } = scriptedHandshakes(diary);
  const { protect, protection } = scriptedProtections(diary);
  let pids = 0;
  const line = new Line(
    {
      role,
      mode: 1,
      capabilities: caps,
      relayOnly: false,
      certificate: undefined,
      createPeer,
      createHandshake,
      protect,
      newPeerId: () => `peer-${++pids}`.padEnd(11, '-') as PeerId,
      ice,
      clock,
    },
    {
      say: (message) => said.push(message),
      frame: () => diary.push('frame'),
      pathChanged: () => diary.push('path changed'),
      built: () => {},
      bound: () => diary.push('bound'),
      unproven: (how) => diary.push(`unproven ${how}`),
      frames: (news) => diary.push(`frames ${news}`),
      changed: () => {},
      remoteStream: () => {},
      remoteScreen: () => {},
      media: () => diary.push('media'),
      lane: () => {},
      refused: (reason) => diary.push(`refused ${reason}`),
    },
  );
  return { clock, line, diary, said, peers, peer, ice, handshake, protection };
}
