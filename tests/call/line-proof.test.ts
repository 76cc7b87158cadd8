/** A direct line and its proof: no description, no track and no peer without it. */
import type { PeerId } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { Bound } from '../../clients/call/handshake-run.ts';
import type { Line } from '../../clients/call/line.ts';
import type { LineMessage } from '../../clients/call/line-options.ts';
import { memoryTrack } from '../../clients/call/peer-memory.ts';
import { offer } from './hostile-sdp.ts';
import { caps, fingerprint, makeLine } from './scripted-line.ts';

/** A new peer, opened by the other side. */
function open(line: Line, name = 'A'): PeerId {
  const pid = name.repeat(11) as PeerId;
  line.handleMessage({ kind: 'open', pid, caps, mode: 1 });
  return pid;
}

const sas = { words: [1, 2, 3, 4], digits: '0000 0001' } as const;
const keys = { rk0: new Uint8Array(32), th: new Uint8Array(32) };
const bound: Bound = { pid: 'A'.repeat(11) as PeerId, role: 'responder', ...keys, fingerprint, sas };

describe('a line', () => {
  it('hands no description to a browser before the handshake names its certificate, and then only of that', () => {
    const { line, diary, handshake } = makeLine('responder');
    const pid = open(line);
    const described = (sdp: string): LineMessage => ({ kind: 'description', pid, type: 'offer', sdp });
    const foreign = offer.replace(/(a=fingerprint:sha-256 )\S\S/g, '$100');
    for (const sdp of [foreign, offer, offer]) line.handleMessage(described(sdp));
    expect(diary).toEqual(['refused handshake']);
    handshake(1).expected(fingerprint);
    line.handleMessage(described(foreign));
    line.handleMessage(described(offer));
    expect(diary.slice(1)).toEqual([
      'refused fingerprint-changed',
      'peer 1 offer',
      'refused fingerprint-changed',
      'peer 1 offer',
    ]);
  });

  it('puts nobody on the air before the peer is bound, nor on the next one', () => {
    const { line, diary, handshake } = makeLine('responder');
    open(line);
    const microphone = memoryTrack('audio');
    line.putOnAir({ microphone, camera: null, screen: null });
    expect(diary).toEqual([]);
    handshake(1).bound(bound);
    expect(diary).toEqual(['protection begins', 'bound', 'peer 1 attach audio']);
    open(line, 'B');
    expect(diary.slice(3)).toEqual(['peer 1 closed']);
    handshake(2).bound(bound);
    expect(diary.slice(4)).toEqual(['protection begins', 'bound', 'peer 2 attach audio']);
    line.takeOffAir();
    const silent = makeLine('responder');
    open(silent.line);
    silent.line.putOnAir({ microphone, camera: null, screen: null });
    silent.line.takeOffAir();
    silent.handshake(1).bound(bound);
    expect(silent.diary).toEqual(['protection begins', 'bound', 'peer 1 attach nothing']);
  });

  it('tears a peer down whose end is not proven, and counts it as lost', () => {
    const { line, diary, peer, handshake, said } = makeLine();
    line.setReachableByPod(true);
    handshake(1).failed('certificate');
    expect(diary).toEqual(['unproven wrong', 'peer 1 closed']);
    peer(1).closed();
    expect(line.state).toMatchObject({ phase: 'connecting', memory: { rebuilds: 1 } });
    expect(said.map(({ kind }) => kind)).toEqual(['open', 'open']);
  });

  it('gives up a connection whose channel never opens, and blames nobody', () => {
    const { clock, line, diary, peer, said } = makeLine();
    line.setReachableByPod(true);
    peer(1).transport('connected');
    clock.advance(14_999);
    peer(1).transport('connected');
    expect(diary).toEqual([]);
    clock.advance(1);
    expect(diary).toEqual(['peer 1 closed']);
    peer(1).closed();
    line.close();
    expect([said.map(({ kind }) => kind), diary.filter((deed) => deed === 'peer 1 closed')]).toEqual([
      ['open', 'open'],
      ['peer 1 closed'],
    ]);
  });

  it.each(['before', 'after'])('keeps a connection whose channel opened %s it was told as connected', (when) => {
    const { clock, line, diary, peer } = makeLine();
    line.setReachableByPod(true);
    if (when === 'before') peer(1).channel('open');
    peer(1).transport('connected');
    if (when === 'after') peer(1).channel('open');
    clock.advance(600_000);
    expect(diary).not.toContain('peer 1 closed');
  });

  it('takes the proof of the line from the line alone, and says its own there', () => {
    const { line, diary, peer, handshake } = makeLine('responder');
    const pid = open(line);
    handshake(1).sendBind('AAAA');
    peer(1).text(JSON.stringify({ type: 'bind', tag: 'A'.repeat(43) }));
    line.handleMessage({ kind: 'commit', pid, c: 'A'.repeat(43) });
    expect(diary).toEqual(['peer 1 sends {"type":"bind","tag":"AAAA"}', 'handshake bind', 'handshake commit']);
  });
});
