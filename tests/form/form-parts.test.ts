/** Small parts of forms: where a caret stays, how letters become lines, which letters forms have, and what the wire does not read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfter } from '../../clients/ui/call/tools/form/caret.ts';
import { limits } from '../../clients/ui/call/tools/form/form-value.ts';
import { cropped, runsOf } from '../../clients/ui/call/tools/form/lettering.ts';
import { isCommon } from '../../clients/ui/call/tools/form/print.ts';
import { decode, encode, encodePiece, nextBatch } from '../../clients/ui/call/tools/form/wire.ts';
import { signature } from './two-forms.ts';

const register = { n: 1, by: 'axxxxxxxx', file: { name: 'x.pdf', hash: 'ab'.repeat(32), bytes: 100 } };
const word = { kind: 'field' as const, field: 'name', n: 2, by: 'gxxxxxxxx', value: 'Käthe' };

describe('a caret', () => {
  it.each([
    ['stays when letters come behind it', 'Kä', 'Kä S', 2, 2],
    ['moves with letters that come before it', 'S.', 'Käthe S.', 1, 7],
    ['stays at the end', 'ab', 'xab', 2, 3],
    ['goes where its letters were taken away', 'abcdef', 'abf', 4, 2],
  ])('%s', (_title, before, after, caret, expected) => {
    expect(caretAfter(before, after, caret)).toBe(expected);
  });

  it('never leaves the text', () => {
    const property = fc.property(fc.string(), fc.string(), fc.nat(), (before, after, place) => {
      const caret = caretAfter(before, after, before.length === 0 ? 0 : place % (before.length + 1));
      expect(caret).toBeGreaterThanOrEqual(0);
      expect(caret).toBeLessThanOrEqual(after.length);
    });
    fc.assert(property);
  });
});

describe('letters as lines', () => {
  it('are the dark pixels of each row', () => {
    const rows = ['.##.#', '#...#', '#####'].join('');
    const opacity = [...rows].map((pixel) => (pixel === '#' ? 255 : 0));
    expect(runsOf(opacity, 5)).toEqual([
      [1, 0, 2, 0],
      [4, 0, 4, 0],
      [0, 1, 0, 1],
      [4, 1, 4, 1],
      [0, 2, 4, 2],
    ]);
  });

  it('lose their empty edges, and can travel', () => {
    const lines = cropped([[400, 100, 500, 120]], 8);
    expect(lines).toEqual({ width: 110, height: 30, thickness: 8, strokes: [[5, 5, 105, 25]] });
    const value = { ...signature(), ...lines };
    const message = {
      type: 'said' as const,
      form: register,
      words: [{ ...word, kind: 'signature' as const, value: { ...value, over: '0'.repeat(16) } }],
    };
    expect(decode(encode(message))).toEqual(message);
  });

  it('are none when there is nothing, or too much to travel', () => {
    expect(cropped([], 8)).toBeUndefined();
    expect(cropped([Array.from({ length: limits.signature.numbers + 2 }, () => 100)], 8)).toBeUndefined();
  });
});

it('knows which letters every form has', () => {
  expect(isCommon('Käthe „Groß“ – 5 €\nœuvre')).toBe(true);
  for (const text of ['Łukasz', 'Şahin', 'Анна', 'أحمد', '王', '👍']) expect(isCommon(text)).toBe(false);
});

describe('the wire', () => {
  const said = (words: object[], form: object = register) => ({ type: 'said', form, words });
  const drawn = { ...signature(), over: '0'.repeat(16) };

  it.each([
    ['a form of a guest', said([], { ...register, by: 'gxxxxxxxx' })],
    ['a form that is too large', said([], { ...register, file: { ...register.file, bytes: limits.file.bytes + 1 } })],
    [
      'a name that turns the direction of writing',
      said([], { ...register, file: { ...register.file, name: '\u202efdp.exe' } }),
    ],
    ['an endless text', said([{ ...word, value: 'x'.repeat(limits.text + 1) }])],
    ['control characters', said([{ ...word, value: 'a\u0007' }])],
    ['an unknown key', said([{ ...word, extra: 1 }])],
    [
      'a signature off its sheet',
      said([{ ...word, kind: 'signature', value: { ...drawn, strokes: [[0, 0, 5_000, 0]] } }]),
    ],
    ['half a point', said([{ ...word, kind: 'signature', value: { ...drawn, strokes: [[0, 0, 5]] } }])],
    ['a date that is markup', said([{ ...word, kind: 'signature', value: { ...drawn, on: '<b>' } }])],
    ['a want beyond the end', { type: 'want', hash: 'ab'.repeat(32), from: limits.file.bytes + 1 }],
    ['nothing known', { type: 'open', url: 'https://evil.example/' }],
  ])('does not read %s', (_title, message) => {
    const json = new TextEncoder().encode(JSON.stringify(message));
    expect(decode(new Uint8Array([0, ...json]))).toBeUndefined();
  });

  it('reads no bytes that are neither words nor pieces', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(decode(new Uint8Array([2, ...bytes]))).toBeUndefined();
      expect(decode(new Uint8Array([1, ...bytes.slice(0, 36)]))).toBeUndefined();
      expect(() => decode(new Uint8Array([0, ...bytes]))).not.toThrow();
    });
    fc.assert(property);
  });

  it('carries a piece as it is', () => {
    const piece = { hash: 'cd'.repeat(32), at: 70_000, data: new Uint8Array([1, 2, 3]) };
    expect(decode(encodePiece(piece))).toEqual({ type: 'piece', ...piece });
  });

  it('sends as many words at once as a lane takes, and never none', () => {
    const words = Array.from({ length: 60 }, (_, at) => ({ ...word, field: `f${at}`, value: 'ü'.repeat(2_000) }));
    const { payload, sent } = nextBatch({ form: register, words });
    expect(payload.length).toBeLessThan(60_000);
    expect(sent).toBeGreaterThan(5);
    expect(nextBatch({ form: register, words: [{ ...word, value: '字'.repeat(limits.text) }] }).sent).toBe(1);
  });
});
