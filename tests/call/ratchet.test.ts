/** The ratchet's machine: two of them over a line that loses, repeats and delays, second by second. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratchetDeadline, rotation } from '../../clients/call/ratchet.ts';
import type { Role } from '../../clients/call/roles.ts';
import { type Fate, play, Side } from './ratchet-sides.ts';

describe('the keys', () => {
  it('change every two minutes, on both sides alike, and no frame is unreadable', () => {
    const { initiator, responder, unreadable } = play({ untilMs: 605_000 });
    expect([initiator.sends, responder.sends, initiator.changes, responder.changes]).toEqual([5, 5, 5, 5]);
    expect(unreadable).toBe(0);
  });

  it('change at once when a counter comes near its end, if the initiator says so', () => {
    const side = new Side('initiator');
    side.feed({ type: 'spent' }, 1_000);
    side.feed({ type: 'spent' }, 1_001);
    expect(side.outbox).toEqual([{ type: 'rotate-1', e: 1, x: 'x1' }]);
    const other = new Side('responder');
    other.feed({ type: 'spent' }, 1_000);
    expect([other.outbox, other.state.phase]).toEqual([[], 'resting']);
  });

  it('open what is on its way for ten seconds more, and then never again', () => {
    const { initiator, responder } = play({ untilMs: 129_900 });
    expect([...initiator.receives, ...responder.receives]).toEqual([0, 1, 0, 1]);
    const later = play({ untilMs: 131_000 });
    expect([...later.initiator.receives, ...later.responder.receives]).toEqual([1, 1]);
  });

  it('can change every second, with ten old ones still open', () => {
    const { initiator, responder, unreadable } = play({ everyMs: 1_000, untilMs: 60_000 });
    expect(initiator.sends).toBeGreaterThan(45);
    expect([responder.sends, unreadable, initiator.rebuilds]).toEqual([initiator.sends, 0, 0]);
    expect(initiator.receives.size).toBeLessThanOrEqual(12);
  });
});

describe('the initiator', () => {
  it('asks four times with the same half, ten seconds apart, and then gives up', () => {
    const lost = play({ untilMs: 200_000, fates: Array<Fate>(20).fill('lost') });
    expect([lost.initiator.rebuilds, lost.messages, lost.unreadable]).toEqual([1, 4, 0]);
    expect(lost.initiator.effects.map(({ do: deed }) => deed)).toEqual([
      'offer',
      'repeat',
      'repeat',
      'repeat',
      'rebuild',
    ]);
    expect(lost.initiator.state.phase).toBe('broken');
  });

  it('sends with the new key only when the other side can open it', () => {
    const side = new Side('initiator');
    side.feed({ type: 'tick' }, 120_000);
    expect(side.sends).toBe(0);
    side.feed({ type: 'rotate-2', e: 1, x: 'y1' }, 120_050);
    expect(side.sends).toBe(0);
    side.feed({ type: 'installed', e: 1 }, 120_060);
    expect([side.sends, side.outbox.at(-1)]).toEqual([1, { type: 'rotate-3', e: 1 }]);
  });

  it('says that it is done once more when it is asked once more', () => {
    const side = new Side('initiator');
    side.feed({ type: 'tick' }, 120_000);
    for (let time = 0; time < 2; time++) {
      side.feed({ type: 'rotate-2', e: 1, x: 'y1' }, 120_050);
      side.feed({ type: 'installed', e: 1 }, 120_060);
    }
    expect(side.outbox.map(({ type }) => type)).toEqual(['rotate-1', 'rotate-3', 'rotate-3']);
    expect(side.changes).toBe(1);
  });
});

describe('the responder', () => {
  const answering = () => {
    const side = new Side('responder');
    side.feed({ type: 'rotate-1', e: 1, x: 'x1' }, 0);
    side.feed({ type: 'installed', e: 1 }, 10);
    return side;
  };

  it('goes on with the old key until it is told, or has opened a frame under the new one', () => {
    expect(answering().sends).toBe(0);
    const told = answering();
    told.feed({ type: 'rotate-3', e: 1 }, 20);
    const seen = answering();
    seen.feed({ type: 'frame', e: 0 }, 20);
    expect(seen.sends).toBe(0);
    seen.feed({ type: 'frame', e: 1 }, 30);
    expect([told.sends, seen.sends]).toEqual([1, 1]);
  });

  it('repeats its answer while nothing follows from it, three times, and then asks for a new connection', () => {
    const side = answering();
    for (let now = 3_010; now <= 12_010; now += 3_000) side.feed({ type: 'tick' }, now);
    expect(side.outbox.map(({ type }) => type)).toEqual(Array(4).fill('rotate-2'));
    expect([side.rebuilds, side.state.phase]).toEqual([1, 'broken']);
  });

  it('never begins', () => {
    const side = new Side('responder');
    side.feed({ type: 'tick' }, 10_000_000);
    expect([side.outbox, ratchetDeadline(side.state)]).toEqual([[], undefined]);
  });

  it('skips no epoch and goes back to none', () => {
    const side = answering();
    side.feed({ type: 'rotate-3', e: 1 }, 20);
    for (const e of [0, 1, 3]) side.feed({ type: 'rotate-1', e, x: 'x' }, 30);
    expect([side.state.phase, side.outbox.length]).toEqual(['resting', 1]);
  });
});

describe('on a bad line', () => {
  it.each([0, 1, 2, 3, 4, 5])('the loss of message %i heals, with or without frames', (index) => {
    for (const frames of [true, false]) {
      const fates = Array.from({ length: index + 1 }, (_, at): Fate => (at === index ? 'lost' : 'arrives'));
      const { initiator, responder, unreadable } = play({ untilMs: 400_000, fates, frames });
      expect([initiator.sends, responder.sends]).toEqual([3, 3]);
      expect([initiator.rebuilds, responder.rebuilds, unreadable]).toEqual([0, 0, 0]);
    }
  });

  it('either both go on together or one of them asks for a new connection, and no frame is unreadable', () => {
    const fate = fc.constantFrom<Fate>('arrives', 'arrives', 'lost', 'twice');
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 60 }), fc.boolean(), (fates, frames) => {
        const { initiator, responder, unreadable } = play({ everyMs: 30_000, untilMs: 900_000, fates, frames });
        expect(unreadable).toBe(0);
        if (initiator.rebuilds + responder.rebuilds > 0) return;
        expect(Math.abs(initiator.sends - responder.sends)).toBeLessThanOrEqual(1);
        expect(initiator.sends).toBeGreaterThan(8);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever comes', () => {
  it('never sends with a key that the other side was not offered, never goes back, never forgets what it uses', () => {
    const e = fc.integer({ min: 0, max: 4 });
    const event = fc.oneof(
      fc.record({ type: fc.constantFrom('rotate-1' as const, 'rotate-2' as const), e, x: fc.constant('x') }),
      fc.record({ type: fc.constantFrom('rotate-3' as const, 'frame' as const, 'installed' as const), e }),
      fc.record({ type: fc.constantFrom('spent' as const, 'tick' as const) }),
    );
    const role = fc.constantFrom<Role>('initiator', 'responder');
    fc.assert(
      fc.property(role, fc.array(fc.tuple(event, fc.nat(40_000)), { maxLength: 60 }), (who, script) => {
        const side = new Side(who, rotation.leastMs);
        let now = 0;
        for (const [given, laterMs] of script) {
          now += laterMs;
          const before = side.sends;
          side.feed(given, now);
          expect(side.sends === before || side.sends === before + 1).toBe(true);
          expect(side.receives.has(side.sends)).toBe(true);
        }
      }),
    );
  });

  it('does nothing more once it has asked for a new connection', () => {
    const side = new Side('initiator');
    side.feed({ type: 'failed' }, 0);
    side.feed({ type: 'tick' }, 500_000);
    side.feed({ type: 'spent' }, 500_000);
    expect([side.rebuilds, side.outbox, ratchetDeadline(side.state)]).toEqual([1, [], undefined]);
  });
});
