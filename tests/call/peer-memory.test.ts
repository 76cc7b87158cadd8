/** The memory double keeps the contract of the real peers, and its weather does what engine tests rely on. */
import { describe, expect, test } from 'vitest';
import { isOnAir, memoryCertificate, memoryNetwork, memoryTrack } from '../../clients/call/peer-memory.ts';
import { peerScenarios } from '../contracts/peer.ts';
import { makePair, type PeerBench } from '../contracts/peer-pair.ts';

const shows = (stream: MediaStream, kind: string): boolean =>
  stream.getTracks().some((track) => track.kind === kind && isOnAir(track));

const bench = (create = memoryNetwork().create): PeerBench => ({
  create,
  certificate: memoryCertificate,
  microphone: () => memoryTrack('audio'),
  camera: () => memoryTrack('video'),
  relay: [{ urls: ['turn:192.0.2.1:3478'], username: 'u', credential: 'c' }],
  seesPicture: async (stream) => expect.poll(() => shows(stream, 'video')).toBe(true),
  losesPicture: async (stream) => expect.poll(() => shows(stream, 'video')).toBe(false),
  hearsSound: async (stream) => expect.poll(() => shows(stream, 'audio')).toBe(true),
  losesSound: async (stream) => expect.poll(() => shows(stream, 'audio')).toBe(false),
});

describe('a memory peer', () => {
  for (const { title, run } of peerScenarios) test(title, () => run(bench()));
});

describe('the memory network', () => {
  test('cuts a connection, which comes back by itself when healed', async () => {
    const network = memoryNetwork();
    const pair = makePair(bench(network.create));
    await pair.connected();
    network.cut();
    await pair.a.hasTold('transport disconnected');
    network.heal();
    await Promise.all([pair.a, pair.b].map((side) => side.hasTold('transport connected', 2)));
  });

  test('fails a connection, which only a restart brings back', async () => {
    const network = memoryNetwork();
    const pair = makePair(bench(network.create));
    await pair.connected();
    network.fail();
    await Promise.all([pair.a, pair.b].map((side) => side.hasTold('transport failed')));
    network.heal();
    await new Promise(setImmediate);
    expect(pair.a.count('transport connected')).toBe(1);
    pair.a.peer.restart();
    await Promise.all([pair.a, pair.b].map((side) => side.hasTold('transport connected', 2)));
  });

  test('lets nobody connect while it is cut', async () => {
    const network = memoryNetwork();
    network.cut();
    const pair = makePair(bench(network.create));
    await pair.a.hasTold('signal candidate', 2);
    await pair.b.hasTold('signal candidate', 2);
    expect(pair.a.count('transport connected')).toBe(0);
    network.heal();
    await pair.connected();
  });

  test('closes the data channels and leaves the path', async () => {
    const network = memoryNetwork();
    const pair = makePair(bench(network.create));
    await pair.connected();
    network.closeChannels();
    await Promise.all([pair.a, pair.b].map((side) => side.hasTold('channel closed')));
    expect(pair.a.peer.send('anything')).toBe(false);
    expect(pair.a.told).not.toContain('transport failed');
  });
});
