/** The part of the peer contract about what goes wrong: restarts, and signals that no honest peer sends. */
import type { PeerCandidate } from '../../clients/call/peer.ts';
import { check, checkEqual, hand, makePair, type Pair, type PeerScenario } from './peer-pair.ts';

const ufragOf = (sdp: string | undefined) => /^a=ice-ufrag:(.*)$/m.exec(sdp ?? '')?.[1];
const fingerprintOf = (sdp: string | undefined) => /^a=fingerprint:(.*)$/m.exec(sdp ?? '')?.[1];

/** Nothing broke: text still gets through both ways. */
async function stillTalks(pair: Pair, word: string): Promise<void> {
  check(pair.a.peer.send(word) && pair.b.peer.send(word), 'the channel is still open');
  await Promise.all([pair.a.hasTold(`text ${word}`), pair.b.hasTold(`text ${word}`)]);
}

const nonsense = [
  { type: 'offer', sdp: '' },
  { type: 'answer', sdp: 'v=0' },
  { type: 'rollback', sdp: 'v=0' },
  { type: 'offer', sdp: 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=nonsense' },
  { renegotiate: true },
  { transceiverRequest: { kind: 'video' } },
  {},
];
const strangeCandidates: PeerCandidate[] = [
  { kind: 'candidate', candidate: 'candidate:nonsense', sdpMid: '0', sdpMLineIndex: 0 },
  { kind: 'candidate', candidate: 'candidate:1 1 udp 1 203.0.113.9 9 typ host', sdpMid: null, sdpMLineIndex: null },
  { kind: 'candidate', candidate: 'candidate:1 1 udp 1 203.0.113.9 9 typ host', sdpMid: 'no-such', sdpMLineIndex: 7 },
  { kind: 'candidate', candidate: '', sdpMid: '0', sdpMLineIndex: 0 },
  { kind: 'candidate', candidate: '', sdpMid: null, sdpMLineIndex: 0 },
  {
    kind: 'candidate',
    candidate: 'candidate:1 1 udp 1 b9d7c7e8-0000-4000-8000-000000000000.local 9 typ host',
    sdpMid: '0',
    sdpMLineIndex: 0,
  },
];

export const recoveryScenarios: PeerScenario[] = [
  {
    title: 'restarts with new credentials and the same certificate, while channel and picture go on',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      await pair.b.peer.attach({ camera: bench.camera() });
      await pair.a.hasTold('firstMedia video');
      pair.b.peer.setIceServers([]);
      pair.a.peer.restart([]);
      await Promise.all([pair.a, pair.b].map((side) => side.hasTold('signal description', 2)));
      await stillTalks(pair, 'after the restart');
      for (const side of [pair.a, pair.b]) {
        const [first, second] = side.descriptions();
        check(ufragOf(first) !== ufragOf(second), 'a restart brings new ICE credentials');
        checkEqual(fingerprintOf(second), fingerprintOf(first), 'a restart keeps the certificate');
        checkEqual(side.count('channel closed'), 0, 'a restart keeps the channel');
      }
      await bench.seesPicture(await pair.a.received());
      pair.close();
    },
  },
  {
    title: 'makes no second offer while one is unanswered, however often it is told to restart',
    async run(bench) {
      const pair = makePair(bench);
      pair.a.peer.restart();
      await pair.connected();
      // The first answer is told before it is applied, so the first of these may come too early.
      while (pair.a.descriptions().length < 2) {
        for (let time = 0; time < 3; time++) pair.a.peer.restart();
        await pair.a.peer.stats();
      }
      await pair.b.hasTold('signal description', 2);
      await stillTalks(pair, 'after the restart');
      await pair.a.peer.attach({ camera: bench.camera() });
      await bench.seesPicture(await pair.b.received());
      checkEqual([pair.a.descriptions().length, pair.b.descriptions().length], [2, 2], 'one offer, one answer each');
      pair.close();
    },
  },
  {
    title: 'makes no offer at the side that does not initiate',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      pair.b.peer.restart([]);
      await stillTalks(pair, 'as before');
      checkEqual([pair.a.descriptions().length, pair.b.descriptions().length], [1, 1], 'one offer, one answer');
      pair.close();
    },
  },
  {
    title: 'refuses descriptions that are not its turn, and lives on',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      const [offer, answer] = [pair.a, pair.b].map((side) => side.signals.find(({ kind }) => kind === 'description'));
      check(offer !== undefined && answer !== undefined, 'both described themselves');
      hand(pair.a.peer, offer);
      hand(pair.a.peer, answer);
      hand(pair.b.peer, answer);
      await Promise.all([pair.a.hasTold('refused description', 2), pair.b.hasTold('refused description')]);
      await stillTalks(pair, 'unharmed');
      pair.close();
    },
  },
  {
    title: 'survives signals of unknown shape',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      for (const side of [pair.a, pair.b]) {
        // Straight past the types, as a bug or an attacker would.
        for (const shape of nonsense) side.peer.handleDescription(shape as never);
        for (const candidate of strangeCandidates) side.peer.handleCandidate(candidate);
        side.peer.handleCandidate({} as never);
      }
      await stillTalks(pair, 'unimpressed');
      checkEqual(pair.a.count('closed') + pair.b.count('closed'), 0, 'nonsense never ends a peer');
      pair.a.peer.restart();
      await pair.b.hasTold('signal description', 2);
      await stillTalks(pair, 'and still negotiable');
      pair.close();
    },
  },
  {
    title: 'takes candidates that come before the description, and stale ones after a restart',
    async run(bench) {
      const pair = makePair(bench);
      const held: Parameters<typeof hand>[1][] = [];
      pair.a.carry = (signal) => {
        if (signal.kind === 'candidate') hand(pair.b.peer, signal);
        else held.push(signal);
      };
      await pair.a.hasTold('signal candidate', 2);
      for (const signal of held) hand(pair.b.peer, signal);
      pair.a.carry = (signal) => hand(pair.b.peer, signal);
      await pair.connected();
      const stale = [pair.a, pair.b].map((side) => side.signals.filter(({ kind }) => kind === 'candidate'));
      pair.a.peer.restart();
      await pair.b.hasTold('signal description', 2);
      for (const signal of stale[0] ?? []) hand(pair.b.peer, signal);
      for (const signal of stale[1] ?? []) hand(pair.a.peer, signal);
      await stillTalks(pair, 'fresh');
      pair.close();
    },
  },
];
