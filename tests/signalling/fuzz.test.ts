/** Random input against what must hold for every input: the fast path, the session machine, the room view, the bus. */
import { type BrowserMessage, closeCodes, parseBrowserMessage, parsePodMessage } from '@visavis/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBus } from '../../services/signalling/bus-message.ts';
import { defaultLimits } from '../../services/signalling/config.ts';
import { canonicalRelay, spliceRelay, splitRelay } from '../../services/signalling/relay-frame.ts';
import { emptyRoom, presentSeats, type RoomEvent, stepRoom } from '../../services/signalling/room.ts';
import { dueAt, opened, step } from '../../services/signalling/session.ts';
import type { Session, SessionEvent } from '../../services/signalling/session-types.ts';

const numRuns = 10_000;
/** Ten thousand runs on a busy machine take longer than a test usually may. */
const patience = { timeout: 120_000 };
const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
);
const seat = fc.constantFrom('advisor' as const, 'guest' as const, 'companion' as const);
const base64url = fc
  .uint8Array({ minLength: 1, maxLength: 45 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const body = fc.tuple(fc.constantFrom('s.', 'p.'), base64url).map(([mark, text]) => mark + text);
const count = fc.oneof(fc.nat(20), fc.maxSafeNat());
const relay = fc.record({
  type: fc.constant('relay' as const),
  to: seat,
  n: count.map((n) => Math.max(1, n)),
  a: count,
  body,
});
const ack = fc.record({ type: fc.constant('ack' as const), to: seat, a: count });

/** A valid text with some characters deleted, doubled or exchanged. */
const mutated = fc
  .tuple(
    fc.oneof(relay, ack).map((message) => JSON.stringify(message)),
    fc.array(fc.tuple(fc.nat(200), fc.constantFrom('', '"', '\\', '}', ' ', '0', '-', 'é', '\u0000', ',"n":1', 's.')), {
      maxLength: 3,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, by]) => now.slice(0, at % now.length) + by + now.slice((at % now.length) + 1), text),
  );

/** What the slow way makes of a text: the text for the addressee, or nothing. */
function slowly(text: string): string | undefined {
  const parsed = parseBrowserMessage(text);
  if (!parsed.ok || (parsed.message.type !== 'relay' && parsed.message.type !== 'ack')) return undefined;
  const { to: _to, type, ...rest } = parsed.message;
  return JSON.stringify({ type, from: 'advisor', ...rest });
}

test('the fast path never disagrees with the parser, on valid, mangled and arbitrary texts', patience, () => {
  const texts = fc.oneof(
    mutated,
    fc.json({ maxDepth: 2 }),
    anyText,
    fc.oneof(relay, ack).map((m) => JSON.stringify(m)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const frame = Buffer.from(text, 'utf8');
      const split = splitRelay(frame);
      if (split) expect(spliceRelay(frame, split, 'advisor').toString()).toBe(slowly(frame.toString('utf8')));
    }),
    { numRuns },
  );
});

test(
  'the fast path takes every text that JSON.stringify writes with safe counters, and the slow way yields the same',
  patience,
  () => {
    fc.assert(
      fc.property(fc.oneof(relay, ack), (message) => {
        const frame = canonicalRelay(message);
        expect(frame.toString()).toBe(JSON.stringify(message));
        const isShort = (n: number) => String(n).length <= 15;
        const split = splitRelay(frame);
        expect(split !== undefined).toBe(isShort(message.a) && (message.type === 'ack' || isShort(message.n)));
        if (!split) return;
        const out = spliceRelay(frame, split, 'advisor').toString();
        expect(out).toBe(slowly(frame.toString()));
        expect(parsePodMessage(out).ok).toBe(true);
      }),
      { numRuns },
    );
  },
);

test('the parsers answer every text and never throw', patience, () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.json({ maxDepth: 2 }), mutated), (text) => {
      expect(typeof parseBrowserMessage(text).ok).toBe('boolean');
      expect(typeof parsePodMessage(text).ok).toBe('boolean');
      parseBus(text);
    }),
    { numRuns },
  );
});

const grant = (until: number) => ({
  ...{ incarnation: 'I'.repeat(22) as never, device: 'D'.repeat(43) as never, until, relayOnly: false, sealed: true },
});
const room = 'R'.repeat(22) as never;
const roomGrant = fc
  .tuple(seat, fc.integer({ min: 0, max: 400_000 }))
  .map(([s, until]) => ({ ...grant(until), seat: s, room }));
const message: fc.Arbitrary<BrowserMessage> = fc.oneof(
  relay,
  ack,
  fc.record({ type: fc.constant('ping' as const), c: fc.nat(), inCall: fc.boolean() }),
  fc.constant({ type: 'ice-servers' as const }),
  fc.constant({
    ...{ type: 'call-report' as const, path: 'direct' as const, talkedMinutes: 1 as const, frozenS: 0 as const },
    ...{ restarts: 0 as const, rebuilds: 0 as const, reconnects: 0 as const },
  }),
  fc.constant({ type: 'bye' as const }),
  fc.constant({ type: 'bye' as const, end: true as const }),
  fc.constant({ type: 'dismiss' as const, incarnation: 'I'.repeat(22) as never }),
  fc.constant({ type: 'hello' as const, version: 1 as const, ticket: 'a.b.c', incarnation: 'I'.repeat(22) as never }),
  fc.constant({ type: 'resume' as const, version: 1 as const, resume: 'a.b.c', incarnation: 'I'.repeat(22) as never }),
);
const event: fc.Arbitrary<SessionEvent> = fc.oneof(
  { weight: 4, arbitrary: message.map((m) => ({ type: 'message' as const, message: m })) },
  {
    weight: 2,
    arbitrary: roomGrant.map((g) => ({ type: 'seated' as const, grant: g, connection: 'C' as never, epoch: 1 })),
  },
  roomGrant.map((g) => ({ type: 'seat-taken' as const, grant: g })),
  fc.constant({ type: 'desk' as const, grant: { ...grant(9e5), seat: 'desk' as const, rooms: [room] } }),
  fc.constant({ type: 'check' as const, grant: { ...grant(9e5), seat: 'check' as const } }),
  fc.constantFrom(
    ...(['unreadable', 'replaced', 'seat-free', 'dismissed', 'room-over', 'absent', 'tick'] as const).map((type) => ({
      type,
    })),
  ),
  fc.constant({
    type: 'refused' as const,
    refusal: {
      code: 'ticket-used' as const,
      close: 4401 as const,
      retryAfterMs: undefined,
      incident: '7KX0T2QM' as never,
    },
  }),
  fc.constant({ type: 'drain' as const, withinMs: 5, closeAt: 50_000 }),
  fc.nat(20_000).map((at) => ({ type: 'announce' as const, at })),
  fc.constant({ type: 'breach' as const, code: 4429 as const, retryAfterMs: 50 }),
  fc.constant({ type: 'gone' as const, code: 1006 }),
);

test(
  'the session machine answers every walk: one close, nothing said after it, every seat given back or kept for later',
  patience,
  () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(20_000)), { maxLength: 25 }), (walk) => {
        let state: Session = opened(0, defaultLimits);
        let now = 0;
        let seats = 0;
        let closes = 0;
        for (const [next, pause] of walk) {
          now += pause;
          const before = state;
          const { state: after, effects } = step(state, next, now, defaultLimits);
          const wasSeated = holdsSeat(before);
          state = after;
          for (const effect of effects) {
            if (effect.do === 'close') closes += 1;
            if (effect.do === 'close' && effect.code !== 1000) expect(closeCodes).toHaveProperty(String(effect.code));
            if (before.phase === 'closed') expect(effect.do).toBe('leave');
          }
          if (!wasSeated && holdsSeat(after)) seats += 1;
          if (wasSeated && !holdsSeat(after)) {
            const kept = effects.some((effect) => effect.do === 'leave' || effect.do === 'linger');
            expect(kept || next.type === 'replaced' || next.type === 'dismissed').toBe(true);
          }
          if (after.phase === 'closed') expect(dueAt(after)).toBe(Number.POSITIVE_INFINITY);
        }
        expect(closes).toBeLessThanOrEqual(1);
        expect(seats).toBeLessThanOrEqual(1);
      }),
      { numRuns },
    );
  },
);

const holdsSeat = (state: Session): boolean =>
  state.phase === 'seated' || (state.phase === 'draining' && state.within.phase === 'seated');

const record = (epoch: number) => ({
  epoch,
  connection: `C${epoch}` as never,
  incarnation: `I${epoch}` as never,
  pod: 'P' as never,
});
const roomEvent: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc
    .tuple(seat, fc.integer({ min: 1, max: 9 }))
    .map(([s, e]) => ({ type: 'taken' as const, seat: s, record: record(e) })),
  fc.tuple(seat, fc.integer({ min: 1, max: 9 })).map(([s, e]) => ({ type: 'left' as const, seat: s, epoch: e })),
  fc.constant({ type: 'over' as const }),
);

test('a room view comes to the same end in whatever order and however often its events arrive', patience, () => {
  fc.assert(
    fc.property(fc.array(roomEvent, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (events, random) => {
      const told = { joined: 0, left: 0 };
      let view = emptyRoom;
      for (const next of events) {
        const { state, effects } = stepRoom(view, next, 0);
        for (const { event: what } of effects) if (what === 'joined' || what === 'left') told[what] += 1;
        view = state;
      }
      expect(told.joined - told.left).toBe(presentSeats(view).length);
      const moves = events.filter(({ type }) => type !== 'over');
      const shuffled = moves.map((move) => ({ move, key: random.next().value })).sort((x, y) => x.key - y.key);
      const end = (list: RoomEvent[]) =>
        presentSeats(list.reduce((now, next) => stepRoom(now, next, 0).state, emptyRoom)).map(([s, e]) => [s, e.epoch]);
      const finals = moves.filter((move) => move.type === 'taken');
      const orders = [finals, finals.toReversed(), shuffled.map(({ move }) => move).filter((m) => m.type === 'taken')];
      expect(new Set(orders.map((order) => JSON.stringify(end([...order, ...order])))).size).toBe(1);
    }),
    { numRuns: 2_000 },
  );
});
