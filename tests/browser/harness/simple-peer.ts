/** A page that puts simple-peer, on our stand-ins for its Node modules, through its own basic, negotiation and trickle scenarios. */
import SimplePeer from 'simple-peer';
import { check, checkEqual } from '../../contracts/peer-pair.ts';
import { type Carry, once, pair, picture, type Signal, talk } from './library-pair.ts';

interface Scenario {
  title: string;
  run(): Promise<void>;
}

const basic: Scenario[] = [
  {
    title: 'finds the browser able and makes a peer without options',
    async run() {
      check(SimplePeer.WEBRTC_SUPPORT, 'support is detected');
      const peer = new SimplePeer();
      const closed = once(peer, 'close');
      peer.destroy();
      await closed;
    },
  },
  {
    title: 'emits an error when the connection cannot be constructed',
    async run() {
      const peer = new SimplePeer({ wrtc: { RTCPeerConnection: null } as never });
      check((await once(peer, 'error')) instanceof Error, 'an error');
    },
  },
  {
    title: 'signals as initiator, and only as initiator',
    async run() {
      const quiet = new SimplePeer({ stream: picture() });
      const said: unknown[] = [];
      quiet.on('signal', (signal) => said.push(signal));
      const others = pair();
      await others.connected();
      check(others.signals.a.length > 0, 'the initiator signals');
      checkEqual(said, [], 'the other side waits for an offer');
      await others.end();
      quiet.destroy();
    },
  },
  {
    title: 'carries text both ways',
    async run() {
      const both = pair();
      await both.connected();
      check(both.signals.a.length > 0 && both.signals.b.length > 0, 'both signalled');
      check(both.a.connected && both.b.connected, 'both are connected');
      await talk(both);
      await both.end();
    },
  },
  {
    title: 'passes its descriptions through sdpTransform',
    async run() {
      const seen: string[] = [];
      const sdpTransform = (sdp: string) => {
        seen.push(typeof sdp);
        return sdp;
      };
      const both = pair({}, { sdpTransform });
      await both.connected();
      checkEqual(seen, ['string'], 'once, with the answer');
      await both.end();
    },
  },
  {
    title: 'does not stumble over a state change after destroy',
    async run() {
      const peer = new SimplePeer({ initiator: true });
      const inner = peer as unknown as { _pc: RTCPeerConnection };
      const closed = once(peer, 'close');
      peer.destroy();
      inner._pc.oniceconnectionstatechange?.(new Event('iceconnectionstatechange'));
      await closed;
    },
  },
];

const negotiation: Scenario[] = [
  {
    title: 'negotiates two streams at once, with all their tracks',
    async run() {
      const both = pair({ stream: picture() }, { stream: picture() });
      const tracks = { a: 0, b: 0 };
      both.a.on('track', () => tracks.a++);
      both.b.on('track', () => tracks.b++);
      await Promise.all([both.connected(), once(both.a, 'stream'), once(both.b, 'stream')]);
      checkEqual(tracks, { a: 2, b: 2 }, 'every track is told');
      check(!both.signals.b.some(({ type }) => type === 'renegotiate'), 'nobody asks to negotiate again');
      await both.end();
    },
  },
  {
    title: 'negotiates again and again when asked',
    async run() {
      const both = pair();
      await both.connected();
      for (const peer of [both.a, both.b, both.a]) {
        const done = [once(both.a, 'negotiated'), once(both.b, 'negotiated')];
        (peer as unknown as { negotiate(): void }).negotiate();
        await Promise.all(done);
      }
      await talk(both);
      await both.end();
    },
  },
  {
    title: 'negotiates streams added later, on both sides and on one alone',
    async run() {
      const both = pair({}, { stream: picture() });
      await Promise.all([both.connected(), once(both.a, 'stream')]);
      const later = once(both.b, 'stream');
      both.a.addStream(picture());
      await later;
      const again = once(both.a, 'stream');
      both.b.addStream(picture());
      await again;
      await both.end();
    },
  },
  {
    title: 'connects over channels negotiated out of band',
    async run() {
      const channelConfig = { id: 1, negotiated: true };
      const both = pair({ channelConfig }, { channelConfig });
      await both.connected();
      await talk(both);
      await both.end();
    },
  },
];

const endingWith =
  (candidate: string | null): Carry =>
  (signal) =>
    signal.candidate && !signal.candidate.candidate
      ? [{ ...signal, candidate: { ...signal.candidate, candidate } } as Signal]
      : [signal];

const trickle: Scenario[] = [
  ...(
    [
      ['on both sides', false, false],
      ['at the initiator alone', false, true],
      ['at the other side alone', true, false],
    ] as const
  ).map(
    ([where, first, second]): Scenario => ({
      title: `connects with trickle off ${where}`,
      async run() {
        const both = pair({ trickle: first }, { trickle: second });
        await both.connected();
        if (!first) checkEqual(both.signals.a.length, 1, 'one signal without trickle');
        if (!second) checkEqual(both.signals.b.length, 1, 'one signal without trickle');
        await talk(both);
        await both.end();
      },
    }),
  ),
  ...[null, ''].map(
    (end): Scenario => ({
      title: `takes ${JSON.stringify(end)} for the end of candidates`,
      async run() {
        const both = pair({}, {}, endingWith(end));
        await both.connected();
        for (const peer of [both.a, both.b])
          peer.signal({ candidate: { candidate: end, sdpMLineIndex: 0, sdpMid: '0' } } as SimplePeer.SignalData);
        await talk(both);
        await both.end();
      },
    }),
  ),
  {
    title: 'takes an mDNS candidate',
    async run() {
      const both = pair();
      await both.connected();
      const candidate = 'candidate:1 1 udp 2113937151 ede93942-fbc5-4323-9b73-169de626e467.local 55741 typ host';
      for (const peer of [both.a, both.b])
        peer.signal({ candidate: { candidate, sdpMLineIndex: 0, sdpMid: '0' } } as SimplePeer.SignalData);
      await talk(both);
      await both.end();
    },
  },
  {
    title: 'takes candidates before the description',
    async run() {
      const held: Record<'a' | 'b', Signal[]> = { a: [], b: [] };
      const both = pair({}, {}, (signal, from) => {
        if (signal.candidate) return [signal, ...held[from].splice(0)];
        held[from].push(signal);
        return [];
      });
      await both.connected();
      await both.end();
    },
  },
];

const scenarios = [...basic, ...negotiation, ...trickle];

async function runScenario(title: string): Promise<void> {
  const scenario = scenarios.find((known) => known.title === title);
  if (!scenario) throw new Error(`no scenario "${title}"`);
  await scenario.run();
}

Object.assign(window, { simplePeer: { titles: scenarios.map(({ title }) => title), run: runScenario } });
