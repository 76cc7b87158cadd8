/** A direct line on peers that do only what a test tells them: order of deeds, stale news, paths. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { createIceSource } from '../../clients/call/ice-servers.ts';
import { Line } from '../../clients/call/line.ts';
import type { LineMessage } from '../../clients/call/line-options.ts';
import type { Peer, PeerEvents, PeerOptions } from '../../clients/call/peer.ts';
import type { Role } from '../../clients/call/roles.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { offer } from './hostile-sdp.ts';

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
      attach: async () => {},
      detach: async () => {},
      send: () => true,
      stats: () => Promise.reject(new Error('not asked for here')),
      remoteCertificates: () => [],
      close: () => note('closed'),
    };
  };
  const peer = (index: number): PeerEvents => {
    const found = peers[index - 1];
    if (found === undefined) throw new Error(`there is no peer ${index}`);
    return found.events;
  };
  return { peers, createPeer, peer };
}

function makeLine(role: Role = 'initiator') {
  const clock = manualClock();
  const diary: string[] = [];
  const said: PeerMessage[] = [];
  const { peers, createPeer, peer } = scriptedPeers(diary);
  const ice = createIceSource(
    clock,
    () => diary.push('asks for credentials') > 0,
    () => {},
  );
  ice.handleServers([{ urls: ['turn:old.test'] }]);
  let pids = 0;
  const line = new Line(
    {
      role,
      mode: 1,
      capabilities: { frames: 'none', screen: false },
      relayOnly: false,
      certificate: undefined,
      createPeer,
      newPeerId: () => `peer-${++pids}`.padEnd(11, '-') as PeerId,
      ice,
      clock,
    },
    {
      say: (message) => said.push(message),
      frame: () => diary.push('frame'),
      pathChanged: () => diary.push('path changed'),
      built: () => {},
      changed: () => {},
      remoteStream: () => {},
      media: () => diary.push('media'),
      refused: (reason) => diary.push(`refused ${reason}`),
    },
  );
  return { clock, line, diary, said, peers, peer, ice };
}

const rest = async () => void (await new Promise((resolve) => setImmediate(resolve)));

describe('a line', () => {
  it('asks for fresh credentials before it restarts', async () => {
    const { clock, line, diary, peer, ice } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('connected');
    clock.advance(60_000);
    peer(1).transport('disconnected');
    clock.advance(3_000);
    expect(diary).toEqual(['asks for credentials']);
    ice.handleServers([{ urls: ['turn:young.test'] }]);
    await rest();
    expect(diary).toEqual(['asks for credentials', 'peer 1 restart by turn:young.test']);
  });

  it('tells of a changed path as soon as its channel opens or closes', () => {
    const { line, diary, peer } = makeLine();
    line.setReachableByPod(true);
    peer(1).channel('open');
    expect(diary).toEqual(['path changed']);
    peer(1).channel('closed');
    expect(diary.slice(1)).toEqual(['path changed', 'peer 1 closed']);
  });

  it('can still say that it restarts while no pod is there but the channel is', async () => {
    const { clock, line, diary, peer } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('connected');
    peer(1).channel('open');
    line.setReachableByPod(false);
    peer(1).transport('disconnected');
    clock.advance(3_000);
    await rest();
    expect(diary.at(-1)).toBe('peer 1 restart by turn:old.test');
  });

  it('takes the relay alone only where there is one', () => {
    const { line, peer, peers } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('failed');
    peer(2).transport('failed');
    expect(peers.map(({ options }) => options.relayOnly)).toEqual([false, false, true]);
    const without = makeLine();
    without.ice.handleServers([{ urls: ['stun:only.test'] }]);
    without.line.setReachableByPod(true);
    without.peer(1).transport('failed');
    without.peer(2).transport('failed');
    expect(without.peers.at(-1)?.options.relayOnly).toBe(false);
  });

  it('hears nothing more of a peer that it has replaced', () => {
    const { line, diary, said, peer } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('failed');
    const before = [diary.length, said.length];
    peer(1).transport('failed');
    peer(1).channel('closed');
    peer(1).signal({ kind: 'description', type: 'offer', sdp: offer });
    peer(1).firstMedia('audio');
    peer(1).closed();
    expect([diary.length, said.length]).toEqual(before);
    expect(line.state).toMatchObject({ phase: 'connecting', memory: { rebuilds: 1 } });
  });

  it('never sends an own description that the other side would refuse', () => {
    const { line, diary, said, peer } = makeLine();
    line.setReachableByPod(true);
    peer(1).signal({ kind: 'description', type: 'offer', sdp: offer.replace('a=group:BUNDLE 0 1 2\r\n', '') });
    expect([diary, said.map(({ kind }) => kind)]).toEqual([['refused own-description'], ['open']]);
    peer(1).signal({ kind: 'description', type: 'offer', sdp: offer });
    expect(said.at(-1)?.kind).toBe('description');
  });

  it('holds a peer to the certificate that it came with', () => {
    const { line, diary } = makeLine('responder');
    const pid = 'AAAAAAAAAAA' as PeerId;
    const caps = { frames: 'none', screen: false } as const;
    line.handleMessage({ kind: 'open', pid, caps, mode: 1 });
    const described = (sdp: string): LineMessage => ({ kind: 'description', pid, type: 'offer', sdp });
    line.handleMessage(described(offer));
    line.handleMessage(described(offer.replace(/(a=fingerprint:sha-256 )\S\S/g, '$100')));
    line.handleMessage(described(offer));
    expect(diary).toEqual(['peer 1 offer', 'refused fingerprint-changed', 'peer 1 offer']);
  });
});
