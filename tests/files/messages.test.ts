/** The door of the files' lane: what is said is understood, and nothing else comes in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkBytes, fileLimits } from '../../clients/call/files/file-limits.ts';
import { decode, encodeChunk, encodeMessage, type FileMessage } from '../../clients/call/files/file-messages.ts';
import type { Bytes } from '../../clients/call/hkdf.ts';

const digest = 'A'.repeat(43);
const messages: FileMessage[] = [
  { type: 'here', session: 'AAAAAAAAAAA' },
  { type: 'here', session: 'AAAAAAAAAAA', heard: 'BBBBBBBBBBA' },
  { type: 'offer', id: 1, name: 'Änderung.pdf', size: 0 },
  { type: 'accept', id: 4_294_967_295, from: fileLimits.most },
  { type: 'end', id: 2, digest },
  { type: 'stop', id: 2, by: 'sender', why: 'cancelled' },
];
const text = (value: unknown): Bytes =>
  new Uint8Array([0, ...new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))]);

describe('the files’ lane', () => {
  it.each(messages)('carries $type', (message) => {
    expect(decode(encodeMessage(message))).toEqual(message);
  });

  it('carries chunks of any length up to the largest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: fileLimits.most }),
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        (id, offset, body) => {
          expect(decode(encodeChunk({ id, offset, body: Uint8Array.from(body) }))).toEqual({ id, offset, body });
        },
      ),
    );
    expect(encodeChunk({ id: 1, offset: 0, body: new Uint8Array(chunkBytes) }).length).toBeLessThanOrEqual(65_536);
  });

  const offer = { type: 'offer', id: 1, name: 'a', size: 1 };
  it.each([
    ['nothing', new Uint8Array()],
    ['an unknown kind of payload', new Uint8Array([2, 1, 1])],
    ['a chunk without bytes', new Uint8Array([1, 0, 0, 0, 1, 0, 0, 0, 0])],
    ['a chunk that is too long', new Uint8Array(9 + chunkBytes + 1).fill(1, 0, 1)],
    ['no JSON', text('{')],
    ['no UTF-8', new Uint8Array([0, 0xff, 0xfe])],
    ['an unknown type', text({ type: 'open', id: 1 })],
    ['an unknown key', text({ ...offer, path: '/etc' })],
    ['a size below nothing', text({ ...offer, size: -1 })],
    ['a size above the limit', text({ ...offer, size: fileLimits.most + 1 })],
    ['half a byte', text({ ...offer, size: 0.5 })],
    ['a number that is none', text({ ...offer, id: '1' })],
    ['a name that is too long', text({ ...offer, name: 'a'.repeat(256) })],
    ['an unknown reason', text({ type: 'stop', id: 1, by: 'sender', why: 'tired' })],
    ['a digest of the wrong length', text({ type: 'end', id: 1, digest: 'AAAA' })],
    ['a flood of spaces', text(`${JSON.stringify(offer)}${' '.repeat(5_000)}`)],
  ])('lets %s not in', (_, payload) => {
    expect(decode(payload)).toBeUndefined();
  });

  it('lets no noise in that is not a chunk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const heard = decode(Uint8Array.from(noise));
        expect(heard === undefined || 'offset' in heard).toBe(true);
      }),
    );
  });
});
