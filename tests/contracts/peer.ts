/** What every peer promises, whatever it is made of: run on memory in Node, on real ones in browsers. */
import { browserScenarios } from './peer-browser.ts';
import { contentScenarios } from './peer-content.ts';
import { check, checkEqual, hand, makePair, type PeerScenario } from './peer-pair.ts';
import { recoveryScenarios } from './peer-recovery.ts';

export { browserScenarios };

const mediaScenarios: PeerScenario[] = [
  {
    title: 'connects, opens the channel and hands the stream over while no track exists',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      for (const side of [pair.a, pair.b]) {
        const kinds = (await side.received()).getTracks().map(({ kind }) => kind);
        checkEqual(kinds.toSorted(), ['audio', 'video'], 'the stream has one track of each kind');
        checkEqual(side.count('remoteStream'), 1, 'the stream is told once');
        checkEqual(side.count('firstMedia video') + side.count('firstMedia audio'), 0, 'no media without a track');
      }
      pair.close();
    },
  },
  {
    title: 'shows picture and sound in both directions once attached, without another description',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      for (const side of [pair.a, pair.b])
        await side.peer.attach({ microphone: bench.microphone(), camera: bench.camera() });
      for (const side of [pair.a, pair.b]) {
        await Promise.all([side.hasTold('firstMedia audio'), side.hasTold('firstMedia video')]);
        const stream = await side.received();
        await Promise.all([bench.seesPicture(stream), bench.hearsSound(stream)]);
        checkEqual(side.descriptions().length, 1, 'tracks come without negotiation');
        checkEqual(side.count('firstMedia video'), 1, 'the first picture is told once');
      }
      pair.close();
    },
  },
  {
    title: 'sends tracks that were attached before there was a line',
    async run(bench) {
      const pair = makePair(bench);
      void pair.a.peer.attach({ camera: bench.camera() });
      void pair.b.peer.attach({ microphone: bench.microphone() });
      await bench.seesPicture(await pair.b.received());
      await bench.hearsSound(await pair.a.received());
      pair.close();
    },
  },
  {
    title: 'lets a guest without a camera attach one later',
    async run(bench) {
      const pair = makePair(bench);
      await pair.b.peer.attach({ microphone: bench.microphone() });
      await pair.connected();
      await pair.a.hasTold('firstMedia audio');
      checkEqual(pair.a.count('firstMedia video'), 0, 'no picture yet');
      await pair.b.peer.attach({ camera: bench.camera() });
      await bench.seesPicture(await pair.a.received());
      checkEqual(pair.a.descriptions().length + pair.b.descriptions().length, 2, 'one offer, one answer');
      pair.close();
    },
  },
  {
    title: 'takes a camera off the air and puts another on',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      await pair.b.peer.attach({ camera: bench.camera() });
      const stream = await pair.a.received();
      await bench.seesPicture(stream);
      await pair.b.peer.attach({ camera: null });
      await bench.losesPicture(stream);
      await pair.b.peer.attach({ camera: bench.camera() });
      await bench.seesPicture(stream);
      check((await pair.a.received()) === stream, 'the stream is the same for the whole life');
      pair.close();
    },
  },
  {
    title: 'is silent while the microphone is disabled, and heard again after',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      const microphone = bench.microphone();
      await pair.a.peer.attach({ microphone });
      const stream = await pair.b.received();
      await bench.hearsSound(stream);
      microphone.enabled = false;
      await bench.losesSound(stream);
      microphone.enabled = true;
      await bench.hearsSound(stream);
      pair.close();
    },
  },
  {
    title: 'shows a screen beside the face, from both sides, and takes it away again, without another description',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      await pair.a.peer.attach({ camera: bench.camera() });
      await Promise.all([pair.a, pair.b].map((side) => side.peer.attach({ screen: bench.camera() })));
      for (const side of [pair.a, pair.b]) {
        await side.hasTold('firstMedia screen');
        await bench.seesPicture(await side.receivedScreen());
      }
      await bench.seesPicture(await pair.b.received());
      checkEqual(pair.a.count('firstMedia video'), 0, 'a screen is no face');
      await pair.a.peer.attach({ screen: null });
      await bench.losesPicture(await pair.b.receivedScreen());
      await bench.seesPicture(await pair.b.received());
      await bench.seesPicture(await pair.a.receivedScreen());
      for (const side of [pair.a, pair.b]) {
        checkEqual(side.count('remoteScreen'), 1, 'its stream is told once');
        checkEqual(side.descriptions().length, 1, 'no negotiation');
      }
      pair.close();
    },
  },
  {
    title: 'detaches all tracks and leaves them alive',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      const tracks = { microphone: bench.microphone(), camera: bench.camera(), screen: bench.camera() };
      await pair.a.peer.attach(tracks);
      const [stream, screen] = [await pair.b.received(), await pair.b.receivedScreen()];
      await Promise.all([bench.seesPicture(stream), bench.seesPicture(screen)]);
      await pair.a.peer.detach();
      await Promise.all([bench.losesPicture(stream), bench.losesPicture(screen), bench.losesSound(stream)]);
      const states = Object.values(tracks).map(({ readyState }) => readyState);
      checkEqual(states, ['live', 'live', 'live'], 'tracks live on');
      pair.close();
    },
  },
];

const lifeScenarios: PeerScenario[] = [
  {
    title: 'carries text in order, and says when it cannot',
    async run(bench) {
      const pair = makePair(bench);
      check(!pair.a.peer.send('too early'), 'nothing is sent before the channel is open');
      await pair.connected();
      for (const text of ['one', 'two', 'three']) check(pair.a.peer.send(text), 'an open channel takes text');
      check(pair.b.peer.send('ä €'), 'an open channel takes text');
      await Promise.all([pair.b.hasTold('text three'), pair.a.hasTold('text ä €')]);
      const texts = pair.b.told.filter((news) => news.startsWith('text'));
      checkEqual(texts, ['text one', 'text two', 'text three'], 'text arrives whole and in order');
      pair.close();
      check(!pair.a.peer.send('too late'), 'nothing is sent after close');
    },
  },
  {
    title: 'closes once, tells it once, and is silent afterwards',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      pair.a.peer.close();
      pair.a.peer.close();
      await Promise.all([pair.a.hasTold('closed'), pair.b.hasTold('channel closed')]);
      const before = pair.a.told.length;
      pair.a.peer.restart([]);
      pair.a.peer.setIceServers([]);
      for (const signal of pair.b.signals) hand(pair.a.peer, signal);
      await pair.a.peer.attach({ camera: bench.camera() });
      await pair.a.peer.detach();
      checkEqual((await pair.a.peer.stats()).path, 'unknown', 'a closed peer has no path');
      checkEqual(pair.a.peer.remoteCertificates(), [], 'a closed peer knows no certificate');
      pair.b.peer.close();
      await pair.b.hasTold('closed');
      checkEqual(pair.a.told.length, before, 'nothing is told after closed');
      checkEqual([pair.a.count('closed'), pair.b.count('closed')], [1, 1], 'closed is told once');
    },
  },
  {
    title: 'closes before anything happened',
    async run(bench) {
      const pair = makePair(bench);
      pair.close();
      await Promise.all([pair.a.hasTold('closed'), pair.b.hasTold('closed')]);
      checkEqual(pair.a.signals.length, 0, 'nothing is signalled after close');
    },
  },
  {
    title: 'answers who asks for its figures while it closes',
    async run(bench) {
      // Whether a browser forgets to depends on the moment.
      for (let round = 0; round < 6; round++) {
        const pair = makePair(bench);
        await pair.connected();
        const asked = pair.a.peer.stats();
        if (round % 2 === 1) await Promise.resolve();
        pair.close();
        checkEqual((await asked).packetsReceived, 0, 'nothing came');
      }
    },
  },
  {
    title: "shows the other side's certificate",
    async run(bench) {
      const certificate = await bench.certificate();
      const pair = makePair(bench, {}, { a: { certificate } });
      await pair.connected();
      const [der, ...more] = pair.b.peer.remoteCertificates();
      check(der !== undefined && more.length === 0, 'one transport, one certificate');
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(der)));
      const seen = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':');
      const own = certificate
        .getFingerprints()
        .find(({ algorithm }) => algorithm === 'sha-256')
        ?.value?.toLowerCase();
      checkEqual(seen, own ?? '', 'the certificate is the one that was given');
      pair.close();
    },
  },
  {
    title: 'sends nothing but relay candidates when told so, and connects through the relay',
    async run(bench) {
      const pair = makePair(bench, { iceServers: bench.relay, relayOnly: true });
      await pair.connected();
      for (const { signals } of [pair.a, pair.b])
        for (const signal of signals)
          if (signal.kind === 'candidate')
            check(/^$| typ relay /.test(signal.candidate), 'no address of this browser leaves it');
      checkEqual((await pair.a.peer.stats()).path, 'relay-udp', 'the path is the relay');
      pair.close();
    },
  },
  {
    title: 'tells the direct path',
    async run(bench) {
      const pair = makePair(bench);
      checkEqual((await pair.a.peer.stats()).path, 'unknown', 'no path before the connection');
      await pair.connected();
      checkEqual((await pair.a.peer.stats()).path, 'direct', 'the path is direct');
      pair.close();
    },
  },
];

/** For every implementation. {@link browserScenarios} are for those that run in a browser. */
export const peerScenarios: PeerScenario[] = [
  ...mediaScenarios,
  ...lifeScenarios,
  ...contentScenarios,
  ...recoveryScenarios,
];
