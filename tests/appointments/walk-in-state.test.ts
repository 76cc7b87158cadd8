/** The pure parts of the queue: who may do what when, how long it takes, when somebody is there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingOf } from '../../services/appointments/walk-ins/opening.ts';
import { waitMinutes } from '../../services/appointments/walk-ins/waiting-time.ts';
import {
  callWithinMs,
  goneMs,
  longestTalkMs,
  longestWaitMs,
  presentMs,
  stepWalkIn,
  type WalkInEvent,
  type WalkInState,
} from '../../services/appointments/walk-ins/walk-in-state.ts';

const waiting: WalkInState = { phase: 'waiting', joinedAtMs: 0, seenAtMs: 0 };
const callMe: WalkInState = { phase: 'call-me', changedAtMs: 0 };
const taken: WalkInState = { phase: 'taken', changedAtMs: 0 };
const look: WalkInEvent = { by: 'clock', what: 'look' };

describe('somebody from the portal', () => {
  it.each<[string, WalkInState, WalkInEvent, number, string, string[]]>([
    ['is taken while their page speaks', waiting, { by: 'advisor', what: 'take' }, presentMs, 'taken', ['appoint']],
    ['leaves', waiting, { by: 'guest', what: 'leave' }, 1, 'left', ['forget']],
    ['wishes to be called', waiting, { by: 'guest', what: 'call-me' }, 1, 'call-me', ['keep-phone']],
    ['corrects the number', callMe, { by: 'guest', what: 'call-me' }, 1, 'call-me', ['keep-phone']],
    ['is called', callMe, { by: 'advisor', what: 'called' }, 1, 'called', ['forget']],
    ['no longer wishes to be called', callMe, { by: 'guest', what: 'leave' }, 1, 'left', ['forget']],
    ['has spoken', taken, { by: 'advisor', what: 'over' }, 1, 'over', ['forget']],
    ['waits on', waiting, look, goneMs, 'waiting', []],
    ['is gone when the page is silent', waiting, look, goneMs + 1, 'expired', ['forget']],
    ['is not kept for ever', { ...waiting, seenAtMs: longestWaitMs }, look, longestWaitMs + 1, 'expired', ['forget']],
    ['is forgotten when nobody calls', callMe, look, callWithinMs + 1, 'expired', ['forget']],
    ['is over with the room', taken, look, longestTalkMs + 1, 'over', ['forget']],
  ])('%s', (_title, state, event, now, phase, effects) => {
    const step = stepWalkIn(state, event, now);
    expect([step.state.phase, step.effects.map((effect) => effect.do), step.isRefused]).toEqual([
      phase,
      effects,
      false,
    ]);
  });

  it.each<[string, WalkInState, WalkInEvent, number]>([
    ['taken when the page is silent', waiting, { by: 'advisor', what: 'take' }, presentMs + 1],
    ['taken twice', taken, { by: 'advisor', what: 'take' }, 1],
    ['taken instead of called', callMe, { by: 'advisor', what: 'take' }, 1],
    ['called without the wish', waiting, { by: 'advisor', what: 'called' }, 1],
    ['called once taken', taken, { by: 'guest', what: 'call-me' }, 1],
  ])('is not %s', (_title, state, event, now) => {
    expect(stepWalkIn(state, event, now)).toEqual({ state, effects: [], isRefused: true });
  });

  it('ends once, and is forgotten with every end', () => {
    const events = fc.constantFrom<WalkInEvent>(
      ...(['seen', 'leave', 'call-me'] as const).map((what) => ({ by: 'guest' as const, what })),
      ...(['take', 'over', 'called'] as const).map((what) => ({ by: 'advisor' as const, what })),
      look,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(events, fc.nat({ max: longestTalkMs })), { maxLength: 20 }), (walk) => {
        let state: WalkInState = waiting;
        let now = 0;
        let forgotten = 0;
        for (const [event, passed] of walk) {
          now += passed;
          const step = stepWalkIn(state, event, now);
          forgotten += step.effects.filter((effect) => effect.do === 'forget').length;
          state = step.state;
        }
        const hasEnded = !['waiting', 'taken', 'call-me'].includes(state.phase);
        expect(forgotten).toBe(hasEnded ? 1 : 0);
      }),
    );
  });
});

describe('the waiting time', () => {
  const talks = [10, 30, 20];
  it.each([
    ['unknown when nobody is there', { place: 1, free: 0, busy: 0, talkMinutes: talks }, null],
    ['none when somebody is free', { place: 2, free: 2, busy: 0, talkMinutes: [] }, 0],
    ['unknown without conversations to learn from', { place: 1, free: 0, busy: 1, talkMinutes: [10, 20] }, null],
    ['half a conversation for the next', { place: 1, free: 0, busy: 2, talkMinutes: talks }, 10],
    ['one conversation more for each round before', { place: 5, free: 0, busy: 2, talkMinutes: talks }, 50],
    ['never less than five minutes', { place: 1, free: 0, busy: 1, talkMinutes: [1, 2, 3] }, 5],
    [
      'the rest of a conversation behind the one who goes in now',
      { place: 2, free: 1, busy: 0, talkMinutes: talks },
      20,
    ],
  ])('is %s', (_title, facts, expected) => expect(waitMinutes(facts)).toBe(expected));
});

describe('a service', () => {
  const calendar = { timeZone: 'Europe/Berlin', isHoliday: (day: string) => day === '2026-11-25' };
  const weekly = [
    { weekday: 2, from: '09:00', to: '12:00' },
    { weekday: 3, from: '08:00', to: '12:00' },
    { weekday: 4, from: '08:00', to: '12:00' },
  ];
  const advisors = [{ hours: { weekly, exceptions: [], services: ['beratung'] } }];
  const at = (moment: string) => openingOf('beratung', advisors, calendar, Date.parse(moment));
  it('is open in the hours of an advisor who gives it', () => {
    expect(at('2026-11-24T09:00:00+01:00')).toEqual({ isOpen: true, opensAtMs: null });
  });
  it('opens later on the same day, and after its hours on the next that is no holiday', () => {
    expect(at('2026-11-24T06:00:00+01:00').opensAtMs).toBe(Date.parse('2026-11-24T09:00:00+01:00'));
    expect(at('2026-11-24T12:00:00+01:00').opensAtMs).toBe(Date.parse('2026-11-26T08:00:00+01:00'));
  });
  it('opens at no time that anybody knows when nobody gives it', () => {
    expect(openingOf('zahn', advisors, calendar, Date.parse('2026-11-24T10:00:00+01:00'))).toEqual({
      isOpen: false,
      opensAtMs: null,
    });
  });
});
