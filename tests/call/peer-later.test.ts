/** A peer whose code comes late keeps the same contract as one that is here, and a failed download is a lost line. */
import { describe, expect, test } from 'vitest';
import type { CreatePeer, PeerEvents, PeerOptions } from '../../clients/call/peer.ts';
import { peerLater } from '../../clients/call/peer-later.ts';
import { isOnAir, memoryCertificate, memoryNetwork, memoryTrack } from '../../clients/call/peer-memory.ts';
import { peerScenarios } from '../contracts/peer.ts';
import type { PeerBench } from '../contracts/peer-pair.ts';

const shows = (stream: MediaStream, kind: string): boolean =>
  stream.getTracks().some((track) => track.kind === kind && isOnAir(track));

/** Every peer of the bench waits for code of its own. */
const late = (create: CreatePeer): CreatePeer => {
  return (options, events) => peerLater(async () => create).createPeer(options, events);
};

const bench = (): PeerBench => ({
  create: late(memoryNetwork().create),
  certificate: memoryCertificate,
  microphone: () => memoryTrack('audio'),
  camera: () => memoryTrack('video'),
  relay: [{ urls: ['turn:192.0.2.1:3478'], username: 'u', credential: 'c' }],
  seesPicture: async (stream) => expect.poll(() => shows(stream, 'video')).toBe(true),
  losesPicture: async (stream) => expect.poll(() => shows(stream, 'video')).toBe(false),
  hearsSound: async (stream) => expect.poll(() => shows(stream, 'audio')).toBe(true),
  losesSound: async (stream) => expect.poll(() => shows(stream, 'audio')).toBe(false),
});

describe('a peer whose code is on its way', () => {
  for (const { title, run } of peerScenarios) test(title, () => run(bench()));
});

const options: PeerOptions = { initiator: true, iceServers: [], relayOnly: false };
const listening = (): { told: string[]; events: PeerEvents } => {
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  return {
    told,
    events: {
      signal: tell('signal'),
      transport: tell('transport'),
      channel: tell('channel'),
      text: tell('text'),
      remoteStream: tell('remoteStream'),
      firstMedia: tell('firstMedia'),
      closed: tell('closed'),
    },
  };
};

describe('code that does not come', () => {
  test('is told as a closed peer, and loaded again for the next one', async () => {
    let downloads = 0;
    const { create } = memoryNetwork();
    const later = peerLater(async () => {
      downloads += 1;
      if (downloads === 1) throw new Error('offline');
      return create;
    });
    const first = listening();
    later.createPeer(options, first.events);
    await expect.poll(() => first.told).toEqual(['closed']);
    const second = listening();
    later.createPeer(options, second.events).close();
    expect(second.told).toEqual(['closed']);
    later.createPeer(options, listening().events);
    expect(downloads).toBe(2);
  });

  test('is asked for once, however many peers wait for it', async () => {
    let downloads = 0;
    const later = peerLater(async () => {
      downloads += 1;
      return memoryNetwork().create;
    });
    later.warm();
    later.warm();
    later.createPeer(options, listening().events);
    expect(downloads).toBe(1);
  });

  test('closes a peer at once when the browser cannot make one', async () => {
    const later = peerLater(async () => () => {
      throw new Error('no RTCPeerConnection');
    });
    const { told, events } = listening();
    later.createPeer(options, events);
    await expect.poll(() => told).toEqual(['closed']);
  });
});
