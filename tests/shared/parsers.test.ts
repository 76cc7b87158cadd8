/** The parsers at the door: whatever comes, they answer, and what they let in they can write again. */
import {
  BrowserMessage,
  closeCode,
  closeCodes,
  errorStatus,
  fromBase64url,
  parseBrowserMessage,
  parsePeerMessage,
  parsePodMessage,
  retryAfterClose,
  toBase64url,
  VisavisError,
} from '@visavis/shared';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const patience = { timeout: 120_000 };
const anyText = fc.oneof(
  fc.string(),
  fc.json({ maxDepth: 3 }),
  fc.anything().map((value) => JSON.stringify(value) ?? ''),
);

test('no text makes a parser throw', patience, () => {
  fc.assert(
    fc.property(anyText, (text) => {
      parseBrowserMessage(text);
      parsePodMessage(text);
      parsePeerMessage(text);
    }),
    { numRuns: 10_000 },
  );
});

test('what a parser lets in comes out of it unchanged when it is written and read again', patience, () => {
  const seat = fc.constantFrom('advisor', 'guest', 'companion');
  const body = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => `s.${toBase64url(bytes)}`);
  const messages = fc.oneof(
    fc.record({ type: fc.constant('relay'), to: seat, n: fc.integer({ min: 1 }), a: fc.nat(), body }),
    fc.record({ type: fc.constant('ack'), to: seat, a: fc.maxSafeNat() }),
    fc.record({ type: fc.constant('ping'), c: fc.nat(), inCall: fc.boolean() }),
  );
  fc.assert(
    fc.property(messages, (message) => {
      const parsed = parseBrowserMessage(JSON.stringify(message));
      expect(parsed).toEqual({ ok: true, message });
      if (parsed.ok) expect(v.is(BrowserMessage, parsed.message)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('one key too many, too few or of another type is refused', patience, () => {
  const valid = { type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' };
  const keys = Object.keys(valid) as (keyof typeof valid)[];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.anything(), fc.string({ minLength: 1 }), (key, value, extra) => {
      const { [key]: _gone, ...less } = valid;
      expect(parseBrowserMessage(JSON.stringify(less)).ok).toBe(false);
      if (!(extra in valid)) {
        const more = JSON.stringify({ ...valid, x: 0 }).replace('"x":0', () => `${JSON.stringify(extra)}:0`);
        expect(parseBrowserMessage(more).ok).toBe(false);
      }
      if (typeof value === typeof valid[key]) return;
      expect(parseBrowserMessage(JSON.stringify({ ...valid, [key]: value })).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['Erika Mustermann', 'Erika Mustermann'],
  [' Zoë \n\u2028 O’Brien\t', 'Zoë O’Brien'],
  ['\u202eannaM\u2069 \u200bEva', 'annaM Eva'],
  ['نی\u200cلوفر', 'نی\u200cلوفر'],
])('a name of the other side is one line of what people can see: %j', (name, seen) => {
  const secret = 'A'.repeat(22);
  const introduce = { kind: 'introduce', seat: 'companion', incarnation: secret, as: 'interpreter', secret };
  expect(parsePeerMessage(JSON.stringify({ kind: 'name', name }))).toEqual({ kind: 'name', name: seen });
  expect(parsePeerMessage(JSON.stringify({ ...introduce, name }))).toEqual({ ...introduce, name: seen });
});

test.each(['\u202e', ' \n ', '\u200d\u200b'])('a name of nothing that can be seen is none: %j', (name) => {
  expect(parsePeerMessage(JSON.stringify({ kind: 'name', name }))).toBe(undefined);
});

test('base64url reads what it writes, and what Node writes', patience, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(Buffer.from(fromBase64url(text))).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 2_000 },
  );
});

test.each(['A', 'AAAA=', 'AA A', 'AA+A', 'AA/A', 'ÄÄÄÄ'])('base64url refuses %s', (text) => {
  expect(() => fromBase64url(text)).toThrow(SyntaxError);
});

test('every close code has a name of its own and a rule; an unknown one counts as a lost line', () => {
  expect(new Set(Object.values(closeCodes).map(({ name }) => name)).size).toBe(Object.keys(closeCodes).length);
  expect(closeCode['room-over']).toBe(4410);
  expect([1000, 4409, 4401, 4429, 1006, 1005, 4999].map(retryAfterClose)).toEqual([
    'no',
    'no',
    'new-ticket-once',
    'after',
    'yes',
    'yes',
    'yes',
  ]);
});

test('an error carries its status and the time to wait, and keeps its cause to itself', () => {
  const error = new VisavisError('unavailable', 'later', { retryAfterMs: 5, cause: new Error('10.0.0.1') });
  expect(error.status).toBe(errorStatus.unavailable);
  expect(error.retryAfterMs).toBe(5);
  expect(JSON.stringify(error)).not.toContain('10.0.0.1');
});
