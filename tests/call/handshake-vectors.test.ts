/** The handshake's arithmetic, byte for byte, against the protocol's own vectors; by WebCrypto and by noble. */
import { readFileSync } from 'node:fs';
import {
  fromBase64url,
  type Incarnation,
  type LinkSecret,
  type PeerId,
  type RoomId,
  toBase64url,
} from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { commitment, derive, type HandshakeScene, type Shown, transcript } from '../../clients/call/handshake-keys.ts';
import { type Bytes, hkdfExpand, hkdfExtract } from '../../clients/call/hkdf.ts';
import { lengthValue } from '../../clients/call/length-value.ts';
import { drawChoices, shortString } from '../../clients/call/sas.ts';
import { createSeal } from '../../clients/call/seal.ts';
import { keyAgreement } from '../../clients/call/x25519.ts';
import { createBrowserAgreement } from '../../clients/call/x25519-browser.ts';
import { createNobleAgreement } from '../../clients/call/x25519-noble.ts';

const { handshake, ratchet, seal } = JSON.parse(
  readFileSync(new URL('fixtures/handshake.json', import.meta.url), 'utf8'),
);
const { subtle } = crypto;
const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
const text = (hexDigits: string) => toBase64url(bytes(hexDigits));
const hexOf = (base64url: string) => hex(fromBase64url(base64url));

const { given, expect: expected } = handshake;
const scene: HandshakeScene = {
  room: text(given.room) as RoomId,
  pid: text(given.pid) as PeerId,
  mode: given.mode,
  seats: { initiator: given.initiator.seat, responder: given.responder.seat },
};
const shown = (side: 'initiator' | 'responder', e: string): Shown => ({
  fp: text(given[side].fingerprint),
  e: text(e),
  nonce: text(given[side].nonce),
});
const initiator = shown('initiator', expected.eInitiator);
const responder = shown('responder', expected.eResponder);

describe.each([
  ['WebCrypto', (key: Bytes) => createBrowserAgreement(subtle, key)],
  ['noble', async (key: Bytes) => createNobleAgreement(key)],
])('X25519 by %s', (_name, create) => {
  it('makes the vectors’ public keys and their secret, from either side', async () => {
    const a = await create(bytes(given.initiator.x25519Private));
    const b = await create(bytes(given.responder.x25519Private));
    expect([hex(a.publicKey), hex(b.publicKey)]).toEqual([expected.eInitiator, expected.eResponder]);
    expect(hex((await a.agree(b.publicKey)) ?? new Uint8Array())).toBe(expected.dh);
    expect(hex((await b.agree(a.publicKey)) ?? new Uint8Array())).toBe(expected.dh);
  });

  // Points of small order (RFC 7748 §6.1, https://cr.yp.to/ecdh.html): whoever sends one wants a secret that they know.
  it.each([
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}7f`,
  ])('has no secret with %s', async (point) => {
    const own = await create(bytes(given.initiator.x25519Private));
    expect(await own.agree(bytes(point))).toBeUndefined();
  });
});

it('makes other keys every time, the same secret by WebCrypto and by noble', async () => {
  const [a, b] = [await keyAgreement(subtle)(), createNobleAgreement()];
  expect(hex(a.publicKey)).not.toBe(hex((await keyAgreement(subtle)()).publicKey));
  expect(hex((await a.agree(b.publicKey)) ?? new Uint8Array(1))).toBe(
    hex((await b.agree(a.publicKey)) ?? new Uint8Array(2)),
  );
});

it('falls back to noble where WebCrypto does not know the curve', async () => {
  const generateKey = () => Promise.reject(new DOMException('unknown', 'NotSupportedError'));
  const own = await keyAgreement({ generateKey } as unknown as SubtleCrypto)();
  expect(await own.agree(bytes(expected.eResponder))).toHaveLength(32);
});

it('promises what the vectors say', async () => {
  expect(hexOf(await commitment(subtle, scene, responder))).toBe(expected.commit);
});

it('writes the vectors’ transcript and derives their keys, tags, words and digits', async () => {
  const th = await transcript(subtle, scene, { initiator, responder }, text(expected.commit));
  expect(hex(th)).toBe(expected.transcript);
  expect(hex(await hkdfExtract(subtle, th, bytes(expected.dh)))).toBe(expected.prk);
  const { rk0, tags, sas, binds } = await derive(subtle, th, bytes(expected.dh));
  expect(hex(rk0)).toBe(expected.rk0);
  expect([hexOf(tags.initiator), hexOf(tags.responder)]).toEqual([expected.tagInitiator, expected.tagResponder]);
  expect(sas).toEqual({ words: expected.sas.emoji, digits: expected.sas.digits });
  expect(new Set([binds.initiator, binds.responder, tags.initiator, tags.responder]).size).toBe(4);
});

it('derives the vectors’ ratchet step and frame keys from what it hands over', async () => {
  const { expect: wanted } = ratchet;
  const x = await Promise.all(
    [ratchet.given.xInitiator, ratchet.given.xResponder].map((key) => createBrowserAgreement(subtle, bytes(key))),
  );
  const [xI, xR] = x.map(({ publicKey }) => publicKey);
  const dh = await x[0]?.agree(xR ?? new Uint8Array());
  const prk = await hkdfExtract(subtle, bytes(ratchet.given.rk0), dh ?? new Uint8Array());
  const info = lengthValue('visavis/1', 'rk', 1, xI ?? '', xR ?? '');
  const rk1 = await hkdfExpand(subtle, prk, info, 32);
  expect(hex(rk1)).toBe(wanted.rk1);
  const frameKey = async (root: Bytes, role: string) =>
    hex(await hkdfExpand(subtle, root, lengthValue('visavis/1', 'sframe', role), 16));
  expect(await frameKey(bytes(ratchet.given.rk0), 'initiator')).toBe(wanted.sframeEpoch0Initiator);
  expect(await frameKey(rk1, 'responder')).toBe(wanted.sframeEpoch1Responder);
  await expect(hkdfExpand(subtle, rk1, info, 33)).rejects.toThrow(RangeError);
});

it('seals as the vectors say', async () => {
  const sides = { self: [seal.given.seat, seal.given.incSelf], peer: ['advisor', seal.given.incPeer] } as const;
  const made = await createSeal({
    room: text(seal.given.room) as RoomId,
    self: { seat: sides.self[0], incarnation: text(sides.self[1]) as Incarnation },
    peer: { seat: sides.peer[0], incarnation: text(sides.peer[1]) as Incarnation },
    linkSecret: text(seal.given.linkSecret) as LinkSecret,
    subtle,
  });
  expect(hexOf((await made.close(seal.given.n, seal.given.plaintext)).slice(2))).toBe(seal.expect.ciphertext);
});

it('shows all of the 24 bits, as four words and as eight digits', () => {
  expect(shortString(bytes('ffffff00'))).toEqual({ words: [63, 63, 63, 63], digits: '1677 7215' });
  expect(shortString(bytes('000001ff'))).toEqual({ words: [0, 0, 0, 1], digits: '0000 0001' });
});

it('lets the advisor choose from six different words, the right one anywhere among them', () => {
  const places = new Set<number>();
  const decoys = new Set<number>();
  for (let time = 0; time < 400; time++) {
    const choices = drawChoices(18, (count) => crypto.getRandomValues(new Uint8Array(count)));
    expect([choices.length, new Set(choices).size]).toEqual([6, 6]);
    expect(choices.every((word) => word >= 0 && word < 64)).toBe(true);
    places.add(choices.indexOf(18));
    for (const word of choices) decoys.add(word);
  }
  expect([...places].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(decoys.size).toBe(64);
});
