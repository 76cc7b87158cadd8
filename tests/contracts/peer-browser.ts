/** The part of the peer contract that only a browser can keep: what its descriptions say, and where transforms fit. */
import type { PeerSignal } from '../../clients/call/peer.ts';
import { check, checkEqual, hand, makePair, type PeerScenario } from './peer-pair.ts';

const section = (sdp: string, kind: string) => sdp.split(/^(?=m=)/m).find((part) => part.startsWith(`m=${kind}`)) ?? '';

function firstVideoCodec(sdp: string): string | undefined {
  const video = section(sdp, 'video');
  const payload = /^m=video \S+ \S+ (\d+)/.exec(video)?.[1];
  return new RegExp(`^a=rtpmap:${payload} ([^/]+)/`, 'm').exec(video)?.[1];
}

export const browserScenarios: PeerScenario[] = [
  {
    title: 'describes one bundle, one fingerprint, and VP8 before all others',
    async run(bench) {
      const pair = makePair(bench, { certificate: await bench.certificate() });
      await pair.connected();
      for (const sdp of [...pair.a.descriptions(), ...pair.b.descriptions()]) {
        const mids = [...sdp.matchAll(/^a=mid:(\S+)/gm)].map(([, mid]) => mid);
        checkEqual(/^a=group:BUNDLE (.*)$/m.exec(sdp)?.[1]?.trim(), mids.join(' '), 'one bundle of every section');
        checkEqual(mids.length, 4, 'sound, face, screen and data');
        const fingerprints = [...sdp.matchAll(/^a=fingerprint:(.*)$/gm)].map(([, value]) => value);
        checkEqual(new Set(fingerprints).size, 1, 'one certificate');
        check(/^sha-256 /.test(fingerprints[0] ?? ''), 'a SHA-256 fingerprint');
        checkEqual(firstVideoCodec(sdp), 'VP8', 'VP8 first');
        check((/^m=video .*/m.exec(sdp)?.[0].split(' ').length ?? 0) > 5, 'no codec is taken away');
        for (const kind of ['audio', 'video'])
          check(/^a=sendrecv/m.test(section(sdp, kind)), `the ${kind} section is open both ways`);
        check(sdp.length < 16_384, 'a description fits the limit');
      }
      pair.close();
    },
  },
  {
    title: 'tells each transceiver once, the initiator before it returns',
    async run(bench) {
      const pair = makePair(bench);
      checkEqual(pair.a.told.slice(0, 3), Array(3).fill('transceiver'), 'told during construction');
      await pair.connected();
      pair.a.peer.restart();
      await pair.b.hasTold('signal description', 2);
      for (const side of [pair.a, pair.b]) {
        checkEqual(
          side.transceivers.map(({ receiver }) => receiver.track.kind),
          ['audio', 'video', 'video'],
          'sound, then face, then screen',
        );
        checkEqual(new Set(side.transceivers).size, 3, 'each once');
      }
      pair.close();
    },
  },
  {
    title: 'sends VP8, says so, and measures the line',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      await pair.a.peer.attach({ camera: bench.camera() });
      await bench.seesPicture(await pair.b.received());
      let stats = await pair.b.peer.stats();
      // Chromium counts a picture a little after it is on the screen.
      for (let look = 0; look < 20 && stats.framesDecoded === 0; look++) {
        await bench.seesPicture(await pair.b.received());
        stats = await pair.b.peer.stats();
      }
      checkEqual(stats.codec, 'VP8', 'the codec in use');
      check(stats.packetsReceived > 0 && stats.framesDecoded > 0, 'packets and pictures are counted');
      checkEqual((await pair.a.peer.stats()).codec, 'VP8', 'also at the side that only sends');
      pair.close();
    },
  },
  {
    title: 'caps what is sent at 720 lines and 1.2 Mbit/s, on both sides',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      for (const side of [pair.a, pair.b]) {
        await side.peer.attach({ camera: bench.camera() });
        const sender = side.transceivers.find(({ receiver }) => receiver.track.kind === 'video')?.sender;
        const [encoding] = sender?.getParameters().encodings ?? [];
        checkEqual(encoding?.maxBitrate, 1_200_000, 'the ceiling for the bit rate');
        checkEqual(encoding?.maxFramerate, 25, 'the ceiling for pictures a second');
      }
      pair.close();
    },
  },
  {
    title: 'sends a screen whole, with few sharp pictures of text and more of a film',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      const sender = pair.b.transceivers[2]?.sender;
      for (const [contentHint, mostPictures] of [
        ['text', 8],
        ['motion', 25],
      ] as const) {
        await pair.b.peer.attach({ screen: Object.assign(bench.camera(), { contentHint }) });
        const [encoding] = sender?.getParameters().encodings ?? [];
        checkEqual(encoding?.maxFramerate, mostPictures, `pictures a second of ${contentHint}`);
        checkEqual(encoding?.scaleResolutionDownBy ?? 1, 1, 'whole in size');
      }
      pair.close();
    },
  },
  {
    title: 'is seen small at once, full-sized soon after, and small again after a pause',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      for (const [side, other] of [
        [pair.a, pair.b],
        [pair.b, pair.a],
      ] as const) {
        const sender = side.transceivers.find(({ receiver }) => receiver.track.kind === 'video')?.sender;
        const scale = () => sender?.getParameters().encodings[0]?.scaleResolutionDownBy;
        for (let time = 0; time < 2; time++) {
          await side.peer.attach({ camera: bench.camera() });
          checkEqual(scale(), 4, 'a quarter of the size to begin with');
          while (scale() !== 1) await bench.seesPicture(await other.received());
          await side.peer.attach({ camera: null });
          await bench.losesPicture(await other.received());
        }
      }
      pair.close();
    },
  },
  {
    title: 'stays small until there is a line, however long that takes',
    async run(bench) {
      const pair = makePair(bench);
      const held: PeerSignal[] = [];
      pair.a.carry = (signal) => void held.push(signal);
      await pair.a.peer.attach({ camera: bench.camera() });
      const sender = pair.a.transceivers.find(({ receiver }) => receiver.track.kind === 'video')?.sender;
      const scale = () => sender?.getParameters().encodings[0]?.scaleResolutionDownBy;
      // Takes longer than a small start lasts.
      await bench.losesPicture(await pair.a.received());
      checkEqual(scale(), 4, 'a quarter of the size while nobody sees it');
      pair.a.carry = (signal) => hand(pair.b.peer, signal);
      for (const signal of held) pair.a.carry(signal);
      while (scale() !== 1) await bench.seesPicture(await pair.b.received());
      pair.close();
    },
  },
  {
    title: 'loses no candidate that came before the description, even if it is the only way',
    async run(bench) {
      const pair = makePair(bench);
      const held: PeerSignal[] = [];
      pair.a.carry = (signal) => {
        if (signal.kind === 'candidate') hand(pair.b.peer, signal);
        else held.push(signal);
      };
      pair.b.carry = (signal) => {
        if (signal.kind === 'description') hand(pair.a.peer, signal);
      };
      while (!pair.a.signals.some((signal) => signal.kind === 'candidate' && signal.candidate === ''))
        await pair.a.hasTold('signal candidate', pair.a.count('signal candidate') + 1);
      for (const signal of held) hand(pair.b.peer, signal);
      await pair.connected();
      pair.close();
    },
  },
];
