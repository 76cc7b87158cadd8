/** Who is in which room, through reloads of the guest and breaks of the line. */
import { describe, expect, it } from 'vitest';
import {
  type DeskEvent,
  type DeskState,
  deskStart,
  presenceOf,
  returnMs,
  settleMs,
  stepDesk,
} from '../../clients/advisor/desk.ts';
import { roomId, sampleAppointment } from './sample.ts';

const room = sampleAppointment({ room: roomId('a') }).room;
const presence = (event: 'joined' | 'left', seat: 'guest' | 'advisor' = 'guest'): DeskEvent => ({
  type: 'presence',
  presence: { type: 'presence', room, seat, event },
});
const none = new Map<string, number>();

function run(...steps: [number, DeskEvent][]) {
  let state: DeskState = deskStart;
  const effects: string[] = [];
  for (const [now, event] of steps) {
    const step = stepDesk(state, event, now);
    state = step.state;
    effects.push(...step.effects.map((effect) => effect.type));
  }
  return { state, effects };
}

describe('a guest who joins', () => {
  it('waits since the moment we saw it, whatever the admission says', () => {
    const { state, effects } = run([0, { type: 'opened' }], [60_000, presence('joined')]);
    expect(presenceOf(state, new Map([[room, 5_000]])).get(room)?.guestSince).toBe(60_000);
    expect(effects).toEqual(['refresh', 'guest-joined', 'refresh']);
  });

  it('was there before us: waits since the admission', () => {
    const { state } = run([600_000, { type: 'opened' }], [600_500, presence('joined')]);
    expect(presenceOf(state, new Map([[room, 480_000]])).get(room)?.guestSince).toBe(480_000);
    expect(presenceOf(state, none).get(room)?.guestSince).toBe(600_500);
  });

  it('goes on waiting after a reload and does not knock again', () => {
    const { state, effects } = run(
      [0, { type: 'opened' }],
      [60_000, presence('joined')],
      [90_000, presence('left')],
      [91_000, presence('joined')],
    );
    expect(presenceOf(state, none).get(room)?.guestSince).toBe(60_000);
    expect(effects.filter((effect) => effect === 'guest-joined')).toHaveLength(1);
  });

  it('knocks again after a long absence', () => {
    const { state, effects } = run(
      [0, { type: 'opened' }],
      [60_000, presence('joined')],
      [90_000, presence('left')],
      [90_000 + returnMs, presence('joined')],
    );
    expect(presenceOf(state, none).get(room)?.guestSince).toBe(90_000 + returnMs);
    expect(effects.filter((effect) => effect === 'guest-joined')).toHaveLength(2);
  });

  it('is gone once it left', () => {
    const { state, effects } = run([0, { type: 'opened' }], [10_000, presence('joined')], [20_000, presence('left')]);
    expect(presenceOf(state, none).has(room)).toBe(false);
    expect(effects).toContain('guest-left');
  });
});

describe('a break of the line', () => {
  it('keeps everybody, and nobody knocks twice', () => {
    const { state, effects } = run(
      [0, { type: 'opened' }],
      [10_000, presence('joined')],
      [20_000, { type: 'lost' }],
      [30_000, { type: 'opened' }],
      [30_100, presence('joined')],
      [30_000 + settleMs, { type: 'tick' }],
    );
    expect(presenceOf(state, none).get(room)?.guestSince).toBe(10_000);
    expect(effects.filter((effect) => effect === 'guest-joined')).toHaveLength(1);
  });

  it('drops who is not named again, once the picture is complete', () => {
    const before: [number, DeskEvent][] = [
      [0, { type: 'opened' }],
      [10_000, presence('joined')],
      [20_000, { type: 'lost' }],
      [30_000, { type: 'opened' }],
    ];
    expect(presenceOf(run(...before, [30_500, { type: 'tick' }]).state, none).has(room)).toBe(true);
    const late = run(...before, [30_000 + settleMs, { type: 'tick' }]);
    expect(presenceOf(late.state, none).has(room)).toBe(false);
    expect(late.effects).toContain('guest-left');
  });

  it('is reconnecting only after it once was open', () => {
    expect(run([0, { type: 'lost' }]).state.phase).toBe('connecting');
    expect(run([0, { type: 'opened' }], [1, { type: 'lost' }]).state.phase).toBe('reconnecting');
  });
});

it('knows the advisor in the room beside the guest', () => {
  const { state, effects } = run(
    [0, { type: 'opened' }],
    [9_000, presence('joined')],
    [9_500, presence('joined', 'advisor')],
  );
  expect(presenceOf(state, none).get(room)).toEqual({ guestSince: 9_000, advisor: true });
  expect(effects.filter((effect) => effect === 'guest-joined')).toHaveLength(1);
});
