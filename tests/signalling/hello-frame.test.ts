/** Hellos are read without a schema: never otherwise than the schema reads them. */
import { parseBrowserMessage } from '@visavis/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHello } from '../../services/signalling/hello-frame.ts';

const word = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((bytes) => Buffer.from(bytes).toString('base64url'));
const token = fc.tuple(word(6, 60), word(6, 300), word(6, 64)).map((parts) => parts.join('.'));
const incarnation = word(16, 16);
const hello = fc.oneof(
  fc.record({ type: fc.constant('hello'), version: fc.constant(1), ticket: token, incarnation }),
  fc.record({ type: fc.constant('resume'), version: fc.constant(1), resume: token, incarnation }),
);
const characters = ['', '"', '}', ' ', '.', '..', '-', '_', '=', '+', '/', '\\', 'é', '\n', 'hello', '1'];
/** A hello with a character or two exchanged, mostly at its ends, or one more. */
const edit = fc.tuple(fc.oneof(fc.nat(70), fc.nat(480)), fc.boolean(), fc.constantFrom(...characters));
const mangled = fc.tuple(hello, fc.array(edit, { maxLength: 3 })).map(([message, edits]) =>
  edits.reduce((text, [offset, fromEnd, by]) => {
    const at = fromEnd ? text.length - offset : offset;
    return text.slice(0, Math.max(0, at)) + by + text.slice(Math.max(0, at) + 1);
  }, JSON.stringify(message)),
);
const read = (text: string) => readHello(Buffer.from(text, 'utf8'));

test('a hello is read as the parser reads it, and every one that JSON.stringify writes is taken', () => {
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string()), hello, (text, message) => {
      const found = read(text);
      if (found) expect(parseBrowserMessage(text)).toEqual({ ok: true, message: found });
      expect(read(JSON.stringify(message))).toEqual(message);
    }),
    { numRuns: 10_000 },
  );
});

const id = 'A'.repeat(22);
test.each([
  'a.b.c',
  `${'a'.repeat(20)}`,
  `${'a'.repeat(20)}.b`,
  `.${'a'.repeat(20)}.b`,
  `${'a'.repeat(20)}..b`,
  `${'a'.repeat(20)}.b.`,
  `${'a'.repeat(20)}.b.c.d`,
  `${'a'.repeat(16_384)}.b.c`,
])('a hello whose ticket is %.30j is left to the parser, which refuses it', (ticket) => {
  const text = JSON.stringify({ type: 'hello', version: 1, ticket, incarnation: id });
  expect(read(text)).toBeUndefined();
  expect(parseBrowserMessage(text).ok).toBe(false);
});
