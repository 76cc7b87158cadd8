/** How often somebody in the middle makes both people read the same words: by luck alone, because of the promise. */
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';
import { fromBase64url, type PeerId, type RoomId, toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { derive, type HandshakeScene, type Shown, transcript } from '../../clients/call/handshake-keys.ts';
import { lengthValue } from '../../clients/call/length-value.ts';

const runs = 4_000;
const scene: HandshakeScene = {
  room: toBase64url(new Uint8Array(16).fill(1)) as RoomId,
  pid: toBase64url(new Uint8Array(8).fill(2)) as PeerId,
  mode: 0,
  seats: { initiator: 'advisor', responder: 'guest' },
};

interface Hand {
  shown: Shown;
  secret: Uint8Array;
}

const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spki = Buffer.from('302a300506032b656e032100', 'hex');
const privateKey = (secret: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
const publicKey = (raw: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' });

const random = (count: number) => toBase64url(Uint8Array.from(randomBytes(count)));
/** Fresh key, fresh nonce. Keys repeat from a small stock: what counts is that nonces do not. */
const stock = Array.from({ length: 32 }, () => {
  const secret = randomBytes(32);
  const der = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' });
  return { secret, e: toBase64url(Uint8Array.from(der.subarray(-32))) };
});
function hand(): Hand {
  const { secret, e } = stock[randomBytes(1).readUInt8() % stock.length] ??
    stock[0] ?? { secret: randomBytes(32), e: '' };
  return { secret, shown: { fp: random(32), e, nonce: random(16) } };
}
const agreed = new Map<string, Buffer>();
function agree(own: Hand, theirs: Shown): Buffer {
  const key = `${own.shown.e}${theirs.e}`;
  const known = agreed.get(key);
  if (known) return known;
  const publicHalf = publicKey(fromBase64url(theirs.e));
  const secret = diffieHellman({ privateKey: privateKey(own.secret), publicKey: publicHalf });
  agreed.set(key, secret);
  return secret;
}

const bytesOf = ({ fp, e, nonce }: Shown) => [fp, e, nonce].map(fromBase64url);
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
const mac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
const room = fromBase64url(scene.room);
const pid = fromBase64url(scene.pid);

const commit = (responder: Shown): Uint8Array =>
  sha256(lengthValue('visavis/1', 'commit', room, pid, 'responder', 'guest', ...bytesOf(responder)));
const hashOf = (initiator: Shown, responder: Shown): Uint8Array =>
  sha256(
    lengthValue(
      ...(['visavis/1', 'transcript', room, pid, 'initiator', 'advisor'] as const),
      ...bytesOf(initiator),
      ...(['responder', 'guest'] as const),
      ...bytesOf(responder),
      ...([commit(responder), Uint8Array.of(0), '', ''] as const),
    ),
  );
const sasInfo = Buffer.concat([lengthValue('visavis/1', 'sas'), Uint8Array.of(1)]);
/** The 24 bits that the two ends of one line show. */
const bits = (initiator: Shown, responder: Shown, dh: Uint8Array): number =>
  mac(mac(hashOf(initiator, responder), dh), sasInfo).readUIntBE(0, 3);

/** The attacker's line to the advisor: it had to promise before it saw anything, so its words are what they are. */
function lineToAdvisor(): number {
  const [advisor, attacker] = [hand(), hand()];
  return bits(advisor.shown, attacker.shown, agree(advisor, attacker.shown));
}

/** Both people keep the protocol: the guest reveals nothing before the attacker has shown everything. */
function againstPromise(): [number, number] {
  const [guest, attacker] = [hand(), hand()];
  return [lineToAdvisor(), bits(attacker.shown, guest.shown, agree(guest, attacker.shown))];
}

const attempts = 64;
/** A guest that shows itself first, as without the promise: the attacker tries until the first `k` bits fit. */
function againstShowingFirst(k: number): [number, number] {
  const wanted = lineToAdvisor();
  const [guest, attacker] = [hand(), hand()];
  const dh = agree(guest, attacker.shown);
  let found = 0;
  for (let attempt = 0; attempt < attempts; attempt++) {
    found = bits({ ...attacker.shown, nonce: random(16) }, guest.shown, dh);
    if (isSame(wanted, found, k)) break;
  }
  return [wanted, found];
}

const isSame = (one: number, other: number, k: number): boolean => (one ^ other) >>> (24 - k) === 0;

it('counts with the words that the product shows', async () => {
  const [initiator, responder] = [hand(), hand()];
  const c = toBase64url(Uint8Array.from(commit(responder.shown)));
  const th = await transcript(crypto.subtle, scene, { initiator: initiator.shown, responder: responder.shown }, c);
  const dh = Uint8Array.from(agree(initiator, responder.shown));
  const { sas } = await derive(crypto.subtle, th, dh.slice());
  const [a, b, d, e] = sas.words;
  expect(bits(initiator.shown, responder.shown, dh)).toBe((a << 18) | (b << 12) | (d << 6) | e);
});

/** Five standard deviations of a binomial around its mean: once in two million runs by chance. */
function expectedByLuck(k: number): [least: number, most: number] {
  const p = 2 ** -k;
  const spread = 5 * Math.sqrt(runs * p * (1 - p));
  return [runs * p - spread, runs * p + spread];
}

describe(`in ${runs} attacks`, () => {
  const attacks = Array.from({ length: runs }, againstPromise);
  const successes = (k: number) => attacks.filter(([one, other]) => isSame(one, other, k)).length;

  it.each([1, 2, 4, 6, 8])('the first %i bits are the same as often as by luck', (k) => {
    const [least, most] = expectedByLuck(k);
    expect(successes(k)).toBeGreaterThanOrEqual(least);
    expect(successes(k)).toBeLessThanOrEqual(most);
  });

  it('all four words are never the same', () => {
    expect(successes(24)).toBe(0);
  });

  it('without the promise the first word would be the same in most of them', () => {
    const grinded = Array.from({ length: runs / 10 }, () => againstShowingFirst(6));
    const same = grinded.filter(([one, other]) => isSame(one, other, 6)).length;
    const [, byLuck] = expectedByLuck(6);
    expect(same / grinded.length).toBeGreaterThan(0.5);
    expect(same * 10).toBeGreaterThan(5 * byLuck);
  });
});
