/** A direct line on peers that do only what a test tells them: order of deeds, stale news, paths. */
import type { PeerId } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { offer } from './hostile-sdp.ts';
import { caps, fingerprint, makeLine, rest } from './scripted-line.ts';

describe('a line', () => {
  it('asks for fresh credentials before it restarts', async () => {
    const { clock, line, diary, peer, ice } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('connected');
    peer(1).channel('open');
    clock.advance(60_000);
    diary.length = 0;
    peer(1).transport('disconnected');
    clock.advance(3_000);
    expect(diary).toEqual(['path changed', 'asks for credentials']);
    ice.handleServers([{ urls: ['turn:young.test'] }], 3_600);
    await rest();
    expect(diary.slice(2)).toEqual(['peer 1 restart by turn:young.test']);
  });

  it('tells of a changed path as soon as its channel opens or closes', () => {
    const { line, diary, peer } = makeLine();
    line.setReachableByPod(true);
    peer(1).channel('open');
    expect(diary).toEqual(['handshake line open', 'path changed']);
    peer(1).channel('closed');
    expect(diary.slice(2)).toEqual(['path changed', 'peer 1 closed']);
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

  it('takes the relay alone only where there is one', async () => {
    const { line, peer, peers, ice } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('failed');
    peer(2).transport('failed');
    ice.handleServers([{ urls: ['turn:other.test'] }], 3_600);
    await rest();
    expect(peers.map(({ options }) => options.relayOnly)).toEqual([false, false, true]);
    const without = makeLine();
    without.ice.handleServers([{ urls: ['stun:only.test'] }], 0);
    without.line.setReachableByPod(true);
    without.peer(1).transport('failed');
    without.peer(2).transport('failed');
    expect(without.peers.at(-1)?.options.relayOnly).toBe(false);
  });

  it('asks for credentials in time for the answer, at the side that wants a restart', () => {
    const { clock, line, diary, said, peer } = makeLine('responder');
    line.handleMessage({ kind: 'open', pid: 'AAAAAAAAAAA' as PeerId, caps, mode: 1 });
    line.setReachableByPod(true);
    peer(1).transport('connected');
    peer(1).channel('open');
    clock.advance(60_000);
    diary.length = 0;
    peer(1).transport('disconnected');
    clock.advance(3_000);
    expect(said.at(-1)).toMatchObject({ kind: 'restart-wanted', reason: 'disconnected' });
    expect(diary).toEqual(['path changed', 'asks for credentials']);
  });

  it('waits for young credentials before it builds, and loses nothing that is said meanwhile', async () => {
    const { clock, line, diary, peers, ice, handshake } = makeLine('responder');
    clock.advance(51 * 60_000);
    diary.length = 0;
    const pid = 'AAAAAAAAAAA' as PeerId;
    line.handleMessage({ kind: 'open', pid, caps, mode: 1 });
    line.handleMessage({ kind: 'description', pid, type: 'offer', sdp: offer });
    handshake(1).expected(fingerprint);
    await rest();
    expect([diary, peers.length]).toEqual([['asks for credentials'], 0]);
    ice.handleServers([{ urls: ['turn:young.test'] }], 3_600);
    await rest();
    expect(diary).toEqual(['asks for credentials', 'peer 1 offer']);
    expect(peers[0]?.options.iceServers).toEqual([{ urls: ['turn:young.test'] }]);
  });

  it('asks for another relay when two connections in a row carried nothing, and not after one that did', async () => {
    const { line, diary, peer, peers, ice } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('failed');
    peer(2).transport('connected');
    peer(2).transport('failed');
    peer(3).transport('failed');
    expect(peers).toHaveLength(3);
    await rest();
    expect(diary.filter((entry) => entry.startsWith('asks'))).toEqual(['asks for another relay']);
    ice.handleServers([{ urls: ['turn:other.test'] }], 3_600);
    await rest();
    expect(peers.at(-1)?.options.iceServers).toEqual([{ urls: ['turn:other.test'] }]);
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
});
