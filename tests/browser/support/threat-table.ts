/** What an attacker in the pod's place tries: in a sealed room, where he sees opaque strings, and in an open one. */
import { type PeerMessage, toBase64url } from '@visavis/shared';
import { type Lie, oppositeOf, type Relayed, type Scene, type Seat } from './hostile-pod.ts';
import { openMiddle, ownHandshake, type Program } from './open-middle.ts';

/**
 * One row. `shows`: where a person or the help desk can read it: refused messages are counted at that seat, a page says that
 * no line could be proven (`broken: binding`), or there is nothing to see but that the line does not come.
 */
export interface Threat {
  title: string;
  lie: () => Lie;
  shows: Seat | 'binding' | 'absence';
  /** The truth alone mends it; otherwise one of the two loads the page again. */
  mendsItself?: true;
}

type Bend = (message: Relayed, scene: Scene) => unknown[];

/** Tells the truth, but for what is relayed. */
export const bent =
  (bend: Bend): (() => Lie) =>
  () =>
  (message, scene) => {
    const told = message.type === 'relay' ? bend(message, scene) : [message];
    for (const what of told) scene.tell(scene.to, what);
  };

const garble = (body: string) => `${body.slice(0, 20)}${body[20] === 'A' ? 'B' : 'A'}${body.slice(21)}`;
const plain = (message: object, { to, seated }: Scene): string => {
  const envelope = { from: seated(oppositeOf[to]), to: seated(to), message };
  return `p.${toBase64url(new TextEncoder().encode(JSON.stringify(envelope)))}`;
};
const other = (bytes: number) => toBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
const backwards: Bend = (message, { earlier, to }) =>
  earlier
    .filter((one) => one.to !== to && one.message.n === message.n)
    .map((one) => ({ ...message, body: one.message.body }));

export const inSealedRoom: Threat[] = [
  {
    title: 'one letter of every body changed',
    lie: bent((message) => [{ ...message, body: garble(message.body) }]),
    shows: 'guest',
    mendsItself: true,
  },
  { title: 'every body cut off', lie: bent((m) => [{ ...m, body: m.body.slice(0, -4) }]), shows: 'guest' },
  {
    title: 'two neighbours under each other’s numbers',
    lie: bent((m) => [{ ...m, n: m.n % 2 === 1 ? m.n + 1 : m.n - 1 }]),
    shows: 'advisor',
  },
  {
    title: 'the first body again under every number',
    lie: bent((m, { earlier, to }) => [
      { ...m, body: earlier.find((one) => one.to === to)?.message.body ?? garble(m.body) },
    ]),
    shows: 'guest',
  },
  { title: 'what each of them said sent back to them', lie: bent(backwards), shows: 'advisor' },
  {
    title: 'plain bodies, as in an open room, with a handshake begun in them',
    lie: bent((m, scene) => [
      { ...m, body: plain({ kind: 'open', pid: other(8), caps: { frames: 'none', screen: false }, mode: 0 }, scene) },
    ]),
    shows: 'guest',
  },
  { title: 'nothing of what was said', lie: bent(() => []), shows: 'absence', mendsItself: true },
  {
    title: 'invented page loads in place of the true ones',
    lie:
      () =>
      (message, { to, tell }) => {
        if (message.type === 'welcome') tell(to, { ...message, peers: message.peers.map(invented) });
        else tell(to, message.type === 'peer' ? invented(message) : message);
      },
    shows: 'guest',
  },
];
const invented = <Told extends object>(told: Told) => ({ ...told, incarnation: other(16) });

/** Beside every true message: none of it changes anything. */
const noise = ({ body, n }: Relayed, { to }: Scene): unknown[] => {
  const relay = { type: 'relay', from: oppositeOf[to], n, a: 0, body };
  return [
    ...['', 'hello', '[]', 'null', '1', '{', '{"type":"relay"}', '{"__proto__":{"type":"welcome"}}'],
    ...[new Uint8Array(64), { type: 'launch' }, { ...relay, n: -1 }, { ...relay, n: 0.5 }, { ...relay, more: 1 }],
    ...[
      { ...relay, from: 'companion' },
      { ...relay, from: to },
      { ...relay, body: 'x.AAAA' },
      { ...relay, body: 's.A' },
    ],
    ...[
      { ...relay, body: 'A'.repeat(100_000) },
      { ...relay, a: 2 ** 50 },
      { ...relay, n: 2 ** 40 },
      { ...relay, n: n + 70 },
    ],
    ...[
      { ...relay, body: garble(body) },
      { type: 'ack', from: oppositeOf[to], a: 2 ** 31 },
      { type: 'ice-servers', iceServers: 1 },
    ],
    ...[
      { type: 'peer', event: 'exploded', seat: oppositeOf[to] },
      { type: 'presence' },
      { type: 'drain', withinMs: 'soon' },
    ],
  ];
};
export const everythingBeside: () => Lie = bent((message, scene) => [
  ...noise(message, scene),
  message,
  ...noise(message, scene),
  ...scene.earlier
    .filter(({ to }) => to === scene.to)
    .slice(-2)
    .map((one) => one.message),
]);

const through = (program: () => Program) => () => openMiddle(program()).lie;
const change = (kind: PeerMessage['kind'], altered: (message: never) => object) =>
  through(
    () =>
      (message, { to, say }) =>
        say(to, message.kind === kind ? altered(message as never) : message),
  );
const value = (kind: PeerMessage['kind'], values: () => object) =>
  change(kind, (message: object) => ({ ...message, ...values() }));
const described = (at: Seat, altered: (sdp: string) => string) =>
  through(
    () =>
      (message, { to, say }) =>
        say(to, message.kind === 'description' && to === at ? { ...message, sdp: altered(message.sdp) } : message),
  );
const fake = `sha-256 ${'AB:'.repeat(31)}AB`;
const fakeLine = `a=fingerprint:${fake}\r\n`;
const swapped = (sdp: string) => sdp.replaceAll(/a=fingerprint:.*/g, `a=fingerprint:${fake}`);
const fakePrint = toBase64url(new Uint8Array(32).fill(0xab));

/** Shows his own certificate everywhere and leaves the rest alone. */
const ownCertificate: Program = (message, { to, say }) => {
  if (message.kind === 'description') say(to, { ...message, sdp: swapped(message.sdp) });
  else say(to, message.kind === 'share' || message.kind === 'reveal' ? { ...message, fp: fakePrint } : message);
};

/** What was true for one connection, told again for the next. */
function replayed(): Program {
  const kept = new Map<string, PeerMessage>();
  return (message, { to, say }) => {
    if (message.kind !== 'commit' && message.kind !== 'reveal') return say(to, message);
    const before = kept.get(message.kind);
    kept.set(message.kind, before ?? message);
    if (before !== undefined) say(to, { ...before, pid: message.pid });
    else say(to, message.kind === 'reveal' ? { ...message, tag: other(32) } : message);
  };
}

/** Each message of the handshake before its turn, and twice, the second one different. */
const outOfTurn: Program = (message, { to, say }) => {
  const shown = () => ({ fp: other(32), e: other(32), nonce: other(16) });
  const { kind } = message;
  if (kind === 'commit') say(to, { kind: 'reveal', pid: message.pid, ...shown(), tag: other(32) });
  if (kind === 'share') say(to, { kind: 'confirm', pid: message.pid, tag: other(32) });
  say(to, message);
  if (kind === 'commit') say(to, { ...message, c: other(32) });
  if (kind === 'share') say(to, { ...message, ...shown() });
};

export const inOpenRoom: Threat[] = [
  { title: 'the fingerprint of an offer swapped', lie: described('guest', swapped), shows: 'guest' },
  { title: 'the fingerprint of an answer swapped', lie: described('advisor', swapped), shows: 'advisor' },
  {
    title: 'a second fingerprint before the first',
    lie: described('guest', (sdp) => sdp.replace('a=fingerprint', `${fakeLine}a=fingerprint`)),
    shows: 'guest',
  },
  {
    title: 'a second fingerprint after the first',
    lie: described('guest', (sdp) => `${sdp}${fakeLine}`),
    shows: 'guest',
  },
  {
    title: 'a second fingerprint for the session',
    lie: described('guest', (sdp) => sdp.replace('a=group', `${fakeLine}a=group`)),
    shows: 'guest',
  },
  {
    title: 'a second fingerprint in an answer',
    lie: described('advisor', (sdp) => sdp.replace('a=fingerprint', `${fakeLine}a=fingerprint`)),
    shows: 'advisor',
  },
  { title: 'BUNDLE stripped', lie: described('guest', (sdp) => sdp.replace(/a=group.*\r\n/, '')), shows: 'guest' },
  {
    title: 'transports split',
    lie: described('guest', (sdp) => sdp.replace(/a=group:BUNDLE (\S+) /, 'a=group:BUNDLE $1\r\na=group:BUNDLE ')),
    shows: 'guest',
  },
  {
    title: 'keys written into the description',
    lie: described('guest', (sdp) =>
      sdp.replace('a=mid:0', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\na=mid:0'),
    ),
    shows: 'guest',
  },
  { title: 'words instead of a description', lie: described('guest', () => 'hello'), shows: 'guest' },
  { title: 'the mode said to be sealed', lie: value('open', () => ({ mode: 1 })), shows: 'guest' },
  {
    title: 'messages of unknown kinds',
    lie: value('description', () => ({ kind: 'transceiverRequest' })),
    shows: 'guest',
  },
  { title: 'messages for another connection', lie: value('description', () => ({ pid: other(8) })), shows: 'guest' },
  { title: 'another promise', lie: value('commit', () => ({ c: other(32) })), shows: 'binding' },
  { title: 'another key', lie: value('share', () => ({ e: other(32) })), shows: 'binding' },
  { title: 'a key of zeros', lie: value('share', () => ({ e: toBase64url(new Uint8Array(32)) })), shows: 'absence' },
  { title: 'another tag', lie: value('confirm', () => ({ tag: other(32) })), shows: 'absence' },
  { title: 'one certificate of his own to both', lie: through(() => ownCertificate), shows: 'binding' },
  { title: 'an earlier handshake again', lie: through(replayed), shows: 'binding' },
  { title: 'the handshake out of turn and twice', lie: through(() => outOfTurn), shows: 'guest' },
  {
    title: 'a handshake of his own with each, around their true certificates',
    lie: through(ownHandshake),
    shows: 'binding',
  },
];
