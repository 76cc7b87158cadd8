/** The seal of a body, against numbers computed elsewhere and against everything that can be swapped. */
import { createCipheriv, hkdfSync } from 'node:crypto';
import { fromBase64url, type Incarnation, type LinkSecret, type RoomId, toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { lengthValue } from '../../clients/call/length-value.ts';
import type { Party } from '../../clients/call/roles.ts';
import { createSeal, type SealOptions } from '../../clients/call/seal.ts';

const id = (byte: number) => toBase64url(new Uint8Array(16).fill(byte));
const room = id(0x01) as RoomId;
const linkSecret = id(0x0f) as LinkSecret;
const guest: Party = { seat: 'guest', incarnation: id(0x31) as Incarnation };
const advisor: Party = { seat: 'advisor', incarnation: id(0x32) as Incarnation };
const reloaded: Party = { seat: 'advisor', incarnation: id(0x33) as Incarnation };
const make = (change: Partial<SealOptions> = {}) =>
  createSeal({ room, self: guest, peer: advisor, linkSecret, subtle: crypto.subtle, ...change });
const atAdvisor = (change: Partial<SealOptions> = {}) => make({ self: advisor, peer: guest, ...change });
const forged = { ok: false, reason: 'forged' };

/** PROTOCOL §2, once more and by another library. */
function bodyByNode(n: number, json: string): string {
  const lv = (...values: (Buffer | string | number)[]) =>
    Buffer.concat(
      values.flatMap((value) => {
        const bytes =
          typeof value === 'number' ? Buffer.from(value.toString(16).padStart(8, '0'), 'hex') : Buffer.from(value);
        return [Buffer.from(bytes.length.toString(16).padStart(8, '0'), 'hex'), bytes];
      }),
    );
  const raw = (text: string) => Buffer.from(text, 'base64url');
  const incarnations = [raw(guest.incarnation), raw(advisor.incarnation)] as const;
  const info = lv('visavis/1', 'seal', 'guest', ...incarnations);
  const key = Buffer.from(hkdfSync('sha256', raw(linkSecret), raw(room), info, 32));
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(n, 8);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(lv('visavis/1', 'relay', raw(room), 'guest', ...incarnations, n));
  return `s.${Buffer.concat([cipher.update(json), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`;
}

describe('a sealed body', () => {
  it('is byte for byte what the protocol says', async () => {
    const seal = await make();
    const known = Buffer.from('a1340c004887e4637a0e659af86e6aa6c2a1a78d4e93d7af6a', 'hex').toString('base64url');
    expect(await seal.close(1, '{"t":"x"}')).toBe(`s.${known}`);
  });

  it('equals an independent computation for other numbers and texts', async () => {
    const seal = await make();
    for (const [n, json] of [
      [2, '{"kind":"ready","ready":true}'],
      [0xffff_fffe, '{"name":"Grüße, 你好 🙂"}'],
      [300, ''],
    ] as const) {
      expect(await seal.close(n, json)).toBe(bodyByNode(n, json));
    }
  });

  it('is read by the other side and by nobody whose number, seat, load, room or secret differs', async () => {
    const body = await (await make()).close(7, '{"a":1}');
    expect(await (await atAdvisor()).open(7, body)).toEqual({ ok: true, json: '{"a":1}' });
    expect(await (await atAdvisor()).open(8, body)).toEqual(forged);
    const others: Partial<SealOptions>[] = [
      { self: reloaded },
      { peer: { ...guest, incarnation: reloaded.incarnation } },
      { peer: { ...guest, seat: 'companion' } },
      { room: id(0x02) as RoomId },
      { linkSecret: id(0x10) as LinkSecret },
    ];
    for (const other of others) expect(await (await atAdvisor(other)).open(7, body)).toEqual(forged);
  });

  it('is not read by the one who wrote it: nobody can be answered with their own words', async () => {
    const seal = await make();
    expect(await seal.open(1, await seal.close(1, '{}'))).toEqual(forged);
  });

  it('refuses truncated, changed and foreign strings without throwing', async () => {
    const body = await (await make()).close(1, '{"a":1}');
    const seal = await atAdvisor();
    for (const bad of [body.slice(0, -1), body.slice(0, 10), 's.', 's.A', 's.!', `s.A${body.slice(3)}`, `${body}AA`]) {
      expect((await seal.open(1, bad)).ok, bad).toBe(false);
    }
    expect(await seal.open(1, 'q.AAAA')).toEqual({ ok: false, reason: 'malformed' });
    expect(await seal.open(1, '')).toEqual({ ok: false, reason: 'malformed' });
  });

  it('is demanded of the other side: plain bodies are refused as unsealed', async () => {
    const body = await (await make({ linkSecret: undefined })).close(1, '{}');
    expect(await (await atAdvisor()).open(1, body)).toEqual({ ok: false, reason: 'unsealed' });
  });
});

describe('a plain body', () => {
  it('carries the text for exactly these two page loads', async () => {
    const body = await (await make({ linkSecret: undefined })).close(1, '{"kind":"ready","ready":true}');
    expect(body.startsWith('p.')).toBe(true);
    const seal = await atAdvisor({ linkSecret: undefined });
    expect(await seal.open(1, body)).toEqual({ ok: true, json: '{"kind":"ready","ready":true}' });
    expect(await (await atAdvisor({ linkSecret: undefined, self: reloaded })).open(1, body)).toEqual(forged);
  });

  it('refuses sealed bodies and anything that is not its envelope', async () => {
    const seal = await atAdvisor({ linkSecret: undefined });
    const texts = ['null', '[]', '{', '{"from":"x","to":"y"}', '{"from":1,"to":2,"message":{}}'];
    const bodies = texts.map((text) => `p.${toBase64url(new TextEncoder().encode(text))}`);
    for (const bad of ['s.AAAA', 'p.!', 'p._w', ...bodies]) {
      expect(await seal.open(1, bad), bad).toEqual({ ok: false, reason: 'malformed' });
    }
  });
});

describe('lengthValue', () => {
  it('keeps apart what concatenation would mix', () => {
    expect(lengthValue('ab', 'c')).not.toEqual(lengthValue('a', 'bc'));
    expect(lengthValue(1)).not.toEqual(lengthValue('\u0001'));
    expect(Buffer.from(lengthValue('é', 258, fromBase64url('AQ'))).toString('hex')).toBe(
      '00000002c3a900000004000001020000000101',
    );
  });

  it('refuses numbers outside uint32', () => {
    for (const bad of [-1, 1.5, 2 ** 32, Number.NaN]) expect(() => lengthValue(bad)).toThrow(RangeError);
  });
});
