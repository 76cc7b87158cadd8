/** Heartbeats are read without a schema: never otherwise than the schema reads them. */
import { parseBrowserMessage } from '@visavis/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeartbeat } from '../../services/signalling/browser-text.ts';

const ping = fc.record({
  type: fc.constant('ping' as const),
  c: fc.oneof(fc.nat(2_000), fc.maxSafeNat()),
  inCall: fc.boolean(),
});
/** A heartbeat with a character or two exchanged, or one more. */
const mangled = fc
  .tuple(ping, fc.array(fc.tuple(fc.nat(45), fc.constantFrom('', '"', '}', ' ', '0', '-', '.', 'e', 'é', '\n'))))
  .map(([message, edits]) =>
    edits.reduce((text, [at, by]) => text.slice(0, at) + by + text.slice(at + 1), JSON.stringify(message)),
  );
const read = (text: string) => readHeartbeat(Buffer.from(text, 'utf8'));

test('a heartbeat is read as the parser reads it, and every one that JSON.stringify writes is taken', () => {
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string()), ping, (text, message) => {
      const found = read(text);
      if (found) expect(parseBrowserMessage(text)).toEqual({ ok: true, message: found });
      expect(read(JSON.stringify(message))).toEqual(String(message.c).length <= 15 ? message : undefined);
    }),
    { numRuns: 10_000 },
  );
});

test.each(['01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '0x1', '', '"1"', '1000000000000000'])(
  'a heartbeat that counts %j is left to the parser',
  (c) => {
    expect(read(`{"type":"ping","c":${c},"inCall":true}`)).toBeUndefined();
  },
);
