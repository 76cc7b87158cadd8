/** SFrame against every official vector of RFC 9605 that is ours, and against everything that can be changed on the way. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { frameMetadata, prefixLength } from '../../clients/call/frame-prefix.ts';
import { deriveSframeKey, importBaseKey, openFrame, sealFrame, sframeLabel } from '../../clients/call/sframe.ts';
import { decodeHeader, encodeHeader } from '../../clients/call/sframe-header.ts';

const hexText = v.string();
const Vectors = v.object({
  header: v.array(v.object({ kid: v.number(), ctr: v.number(), encoded: hexText })),
  sframe: v.array(
    v.object({
      cipher_suite: v.number(),
      kid: v.number(),
      ctr: v.number(),
      base_key: hexText,
      sframe_key_label: hexText,
      sframe_salt_label: hexText,
      sframe_salt: hexText,
      metadata: hexText,
      pt: hexText,
      ct: hexText,
    }),
  ),
});
const file = new URL('./fixtures/rfc9605-sframe.json', import.meta.url);
const vectors = v.parse(Vectors, JSON.parse(readFileSync(file, 'utf8')));

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
const suiteOf = (number: number) => (number === 5 ? 5 : 4);
/** The vectors write numbers up to 2^64 - 1, which JSON rounds: the file's own digits count. */
const exact = (value: number, encoded: string, at: 'kid' | 'ctr') => {
  const config = Number.parseInt(encoded.slice(0, 2), 16);
  const half = at === 'kid' ? config >> 4 : config & 15;
  if (half < 8) return BigInt(half);
  const length = (half - 7) * 2;
  const start = at === 'kid' ? 2 : encoded.length - length;
  const found = BigInt(`0x${encoded.slice(start, start + length)}`);
  expect(Number(found)).toBe(value);
  return found;
};

describe('the header', () => {
  it('is written and read as all official vectors say', () => {
    expect(vectors.header.length).toBe(289);
    for (const { kid, ctr, encoded } of vectors.header) {
      const header = { kid: exact(kid, encoded, 'kid'), ctr: exact(ctr, encoded, 'ctr') };
      expect(hex(encodeHeader(header))).toBe(encoded);
      expect(decodeHeader(bytes(`${encoded}00ff`))).toEqual({ ...header, length: encoded.length / 2 });
    }
  });

  it('comes back whatever the numbers are', () => {
    const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(number, number, (kid, ctr) => {
        const encoded = encodeHeader({ kid, ctr });
        expect(decodeHeader(encoded)).toEqual({ kid, ctr, length: encoded.length });
        for (let cut = 0; cut < encoded.length; cut++) expect(decodeHeader(encoded.subarray(0, cut))).toBeUndefined();
      }),
    );
  });

  it('is never longer than it has to be, and what else is written is none', () => {
    for (const long of ['0800', '0807', '090008', '8007', '980001ff'])
      expect(decodeHeader(bytes(long))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (noise) => {
        const header = decodeHeader(noise);
        if (header !== undefined) expect(hex(encodeHeader(header))).toBe(hex(noise.subarray(0, header.length)));
      }),
    );
  });

  it('refuses numbers that 64 bits do not hold', () => {
    for (const wrong of [-1n, 2n ** 64n]) {
      expect(() => encodeHeader({ kid: wrong, ctr: 0n })).toThrow(RangeError);
      expect(() => encodeHeader({ kid: 0n, ctr: wrong })).toThrow(RangeError);
    }
  });
});

const prefix = new Uint8Array();

describe.each(vectors.sframe)('suite $cipher_suite', (vector) => {
  const suite = suiteOf(vector.cipher_suite);
  const kid = BigInt(vector.kid);
  const ctr = BigInt(vector.ctr);
  const metadata = bytes(vector.metadata);
  const keyFor = async (usage: 'encrypt' | 'decrypt') =>
    deriveSframeKey(suite, kid, await importBaseKey(bytes(vector.base_key)), usage);

  it('derives the salt, seals and opens as the official vector says', async () => {
    const own = await keyFor('encrypt');
    expect(hex(sframeLabel('key', suite, kid))).toBe(vector.sframe_key_label);
    expect(hex(sframeLabel('salt', suite, kid))).toBe(vector.sframe_salt_label);
    expect(hex(own.salt)).toBe(vector.sframe_salt);
    const frame = await sealFrame(own, ctr, { body: bytes(vector.pt), metadata, prefix });
    expect(hex(frame)).toBe(vector.ct);
    const header = decodeHeader(frame);
    expect(header).toMatchObject({ kid, ctr });
    const at = header?.length ?? 0;
    const sealed = { header: frame.subarray(0, at), metadata, body: frame.slice(at) };
    expect(hex(await openFrame(await keyFor('decrypt'), ctr, sealed))).toBe(vector.pt);
  });

  it('gives no key away, and none that both seals and opens', async () => {
    for (const usage of ['encrypt', 'decrypt'] as const)
      expect((await keyFor(usage)).cipher).toMatchObject({ extractable: false, usages: [usage] });
  });

  it('opens nothing of which a single bit was changed', async () => {
    const frame = bytes(vector.ct);
    const at = decodeHeader(frame)?.length ?? 0;
    const key = await keyFor('decrypt');
    for (let bit = 0; bit < frame.length * 8; bit += 3) {
      const changed = frame.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const sealed = { header: changed.subarray(0, at), metadata, body: changed.slice(at) };
      await expect(openFrame(key, ctr, sealed)).rejects.toThrow();
    }
    const sealed = { header: frame.subarray(0, at), metadata, body: frame.slice(at) };
    await expect(openFrame(key, ctr + 1n, sealed)).rejects.toThrow();
    await expect(openFrame(key, ctr, { ...sealed, metadata: bytes('00') })).rejects.toThrow();
  });
});

describe('the readable part of a frame', () => {
  const frame = (first: number, length = 40) => new Uint8Array([first, ...Array(length - 1).fill(7)]);

  it('is 10 bytes of a VP8 key frame, 3 of another, none of sound', () => {
    expect(prefixLength('video', frame(0x10))).toBe(10);
    expect(prefixLength('video', frame(0x11))).toBe(3);
    expect(prefixLength('audio', frame(0x10))).toBe(0);
  });

  it('is bound to its kind and to its length', () => {
    const all = [
      frameMetadata('audio', new Uint8Array()),
      frameMetadata('video', new Uint8Array()),
      frameMetadata('video', frame(0x11, 3)),
      frameMetadata('video', frame(0x11, 10)),
    ].map(hex);
    expect(new Set(all).size).toBe(4);
    expect(all[0]).toBe('00000005617564696f00000000');
  });
});
