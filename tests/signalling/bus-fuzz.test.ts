/** Random input against what pods say to each other: what one writes another reads, in the short way as in the long one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BusHeader, encodeBus, parseBus } from '../../services/signalling/bus-message.ts';

const seat = fc.constantFrom('advisor' as const, 'guest' as const, 'companion' as const);
const room = 'R'.repeat(22) as never;
const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
);

test('what one pod writes on the bus another reads unchanged', () => {
  fc.assert(
    fc.property(seat, seat, fc.integer({ min: 1 }), anyText, (from, to, epoch, text) => {
      const header = { kind: 'relay' as const, room, seat: from, epoch, to };
      expect(parseBus(encodeBus(header, text))).toEqual({ header, text });
    }),
    { numRuns: 1_000 },
  );
});

const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
const news: fc.Arbitrary<BusHeader> = fc.oneof(
  fc.record({ kind: fc.constant('left' as const), room: fc.constant(room), seat, epoch: fc.integer({ min: 1 }) }),
  fc.record({
    ...{ kind: fc.constant('taken' as const), room: fc.constant(room), seat, epoch: fc.integer({ min: 1 }) },
    ...{ connection: id.map((text) => text as never), incarnation: id.map((text) => text as never) },
    pod: id.map((text) => text as never),
  }),
);

test('news of seats are read as they were written, and damaged ones as any other way of writing them', {
  timeout: 120_000,
}, () => {
  const edit = fc.tuple(fc.nat(220), fc.constantFrom('', '"', ' ', '0', '-', '\n', 'left', 'guest', ',', '}', '_'));
  fc.assert(
    fc.property(news, fc.array(edit, { maxLength: 2 }), (header, edits) => {
      const whole = encodeBus(header);
      expect(parseBus(whole)).toEqual({ header, text: '' });
      const text = edits.reduce((now, [at, by]) => now.slice(0, at) + by + now.slice(at + 1), whole);
      expect(parseBus(text)).toEqual(parseBus(` ${text}`));
    }),
    { numRuns: 10_000 },
  );
});

test('the usual header is read as any other way of writing it, and when it is damaged too', {
  timeout: 120_000,
}, () => {
  const edit = fc.tuple(fc.nat(110), fc.constantFrom('', '"', ' ', '0', '1', '-', '\n', 'relay', 'guest', ',', '}'));
  fc.assert(
    fc.property(fc.nat(), fc.array(edit, { maxLength: 2 }), (epoch, edits) => {
      const usual = encodeBus({ kind: 'relay', room, seat: 'guest', epoch, to: 'advisor' }, 'text');
      const text = edits.reduce((now, [at, by]) => now.slice(0, at) + by + now.slice(at + 1), usual);
      // A space before it is the same JSON and never the usual form.
      expect(parseBus(text)).toEqual(parseBus(` ${text}`));
    }),
    { numRuns: 10_000 },
  );
});
