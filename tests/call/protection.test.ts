/** The encryption of one peer: nothing is put on it before there are keys, and nothing is left when it ends. */
import type { PeerId } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { memoryFrames } from '../../clients/call/frames-memory.ts';
import type { RotateMessage } from '../../clients/call/key-changes.ts';
import type { Peer, PeerEvents, PeerOptions } from '../../clients/call/peer.ts';
import { memoryTrack } from '../../clients/call/peer-memory.ts';
import { protectWith } from '../../clients/call/protection.ts';
import { keyAgreement } from '../../clients/call/x25519.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { countingSubtle } from './call-doubles.ts';

const handshake = () => ({
  pid: 'cGVlci0wMDA' as PeerId,
  role: 'initiator' as const,
  rk0: new Uint8Array(32).fill(7),
  th: new Uint8Array(32),
});
const options: PeerOptions = { initiator: true, iceServers: [], relayOnly: false };

function makeProtection() {
  const clock = manualClock();
  const { subtle, idle } = countingSubtle();
  const { open, opened } = memoryFrames();
  const diary: string[] = [];
  const said: RotateMessage[] = [];
  const made: { options: PeerOptions; events: PeerEvents }[] = [];
  const protect = protectWith({ openFrames: open, subtle, agreement: keyAgreement(subtle), clock });
  const note = (news: string) => () => void diary.push(news);
  const protection = protect('initiator', {
    say: (message) => void said.push(message),
    protected: note('protected'),
    keysChanged: (epoch) => note(`keys ${epoch}`)(),
    refused: note('refused'),
    lost: note('lost'),
  });
  if (protection === undefined) throw new Error('no protection');
  const create = protection.wrap((given, events): Peer => {
    made.push({ options: given, events });
    return {
      handleDescription: note('description'),
      handleCandidate: note('candidate'),
      setIceServers: note('servers'),
      restart: note('restart'),
      attach: async ({ microphone, camera }) => note(`attach ${microphone?.kind} ${camera?.kind}`)(),
      detach: async () => note('detach')(),
      sendContent: async () => true,
      send: () => true,
      stats: () => Promise.reject(new Error('not asked for here')),
      remoteCertificates: () => [],
      close: note('close'),
    };
  });
  const [frames] = opened;
  if (frames === undefined) throw new Error('no frames');
  return { clock, idle, protection, create, diary, said, made, frames };
}

const silent: PeerEvents = {
  signal() {},
  transport() {},
  channel() {},
  text() {},
  remoteStream() {},
  firstMedia() {},
  closed() {},
};
const microphone = memoryTrack('audio');
const camera = memoryTrack('video');

describe('an encrypted peer', () => {
  it('is given no track before there are keys, and then the latest of what was handed over', async () => {
    const { idle, protection, create, diary, frames } = makeProtection();
    const peer = create(options, silent);
    await peer.attach({ microphone, camera: null });
    await peer.attach({ camera });
    expect(diary).toEqual([]);
    protection.begin(handshake());
    await idle();
    expect([diary, frames.sends]).toEqual([['protected', 'attach audio video'], 0]);
    await peer.attach({ camera: null });
    expect(diary.at(-1)).toBe('attach undefined undefined');
  });

  it('is given nothing of what was taken off the air before', async () => {
    const { idle, protection, create, diary } = makeProtection();
    const peer = create(options, silent);
    await peer.attach({ microphone, camera });
    await peer.detach();
    protection.begin(handshake());
    await idle();
    expect(diary).toEqual(['detach', 'protected', 'attach undefined undefined']);
  });

  it('hands every transceiver to the cipher first, in the moment it is told', () => {
    const { create, made, frames } = makeProtection();
    const seen: number[] = [];
    create(options, { ...silent, transceiver: () => void seen.push(frames.attached) });
    for (let time = 0; time < 2; time++) made[0]?.events.transceiver?.({} as RTCRtpTransceiver);
    expect([seen, made[0]?.options.encodedStreams]).toEqual([[1, 2], false]);
  });

  it('passes on everything else', () => {
    const { create, diary } = makeProtection();
    const peer = create(options, silent);
    peer.handleDescription({ kind: 'description', type: 'answer', sdp: '' });
    peer.handleCandidate({ kind: 'candidate', candidate: '', sdpMid: '0', sdpMLineIndex: 0 });
    peer.setIceServers([]);
    peer.restart();
    peer.close();
    expect([diary, peer.send('x'), peer.remoteCertificates()]).toEqual([
      ['description', 'candidate', 'servers', 'restart', 'close'],
      true,
      [],
    ]);
  });
});

describe('the encryption', () => {
  it('has keys for data as soon as it has keys for frames, and none after its end', async () => {
    const { idle, protection } = makeProtection();
    expect(protection.data.isReady).toBe(false);
    protection.begin(handshake());
    await idle();
    expect(protection.data.isReady).toBe(true);
    protection.close();
    expect(protection.data.isReady).toBe(false);
  });

  it('begins once, wipes the root key it is given, and refuses messages before', async () => {
    const { idle, protection, diary } = makeProtection();
    protection.handleMessage({ kind: 'rotate-3', pid: 'cGVlci0wMDA' as PeerId, e: 1, mac: 'A'.repeat(43) });
    const given = handshake();
    protection.begin(given);
    protection.begin(handshake());
    await idle();
    expect([diary, given.rk0]).toEqual([['refused', 'protected'], new Uint8Array(32)]);
  });

  it('asks for other keys when a counter comes near its end', async () => {
    const { idle, protection, said, frames } = makeProtection();
    protection.begin(handshake());
    await idle();
    frames.tell.spent();
    await idle();
    expect(said).toMatchObject([{ kind: 'rotate-1', e: 1 }]);
  });

  it.each(['missing', 'failing', 'worker'] as const)('ends over trouble (%s), once, and says so', async (what) => {
    const { idle, clock, protection, create, diary, frames, said } = makeProtection();
    const peer = create(options, silent);
    protection.begin(handshake());
    await idle();
    frames.tell.trouble(what);
    frames.tell.trouble(what);
    clock.advance(1_000_000);
    await idle();
    await peer.attach({ microphone, camera });
    expect([diary, frames.isClosed, said]).toEqual([['protected', 'attach undefined undefined', 'lost'], true, []]);
  });

  it('says nothing more once it is closed, whatever was under way', async () => {
    const { idle, protection, diary, frames } = makeProtection();
    protection.begin(handshake());
    protection.close();
    protection.close();
    await idle();
    expect([diary, frames.sends, frames.isClosed]).toEqual([[], undefined, true]);
  });

  it('does not exist where no frame can be encrypted', () => {
    const { subtle } = countingSubtle();
    const openFrames = () => {
      throw new Error('no way');
    };
    const protect = protectWith({ openFrames, subtle, agreement: keyAgreement(subtle), clock: manualClock() });
    const events = { say() {}, protected() {}, keysChanged() {}, refused() {}, lost() {} };
    expect(protect('responder', events)).toBeUndefined();
  });
});
