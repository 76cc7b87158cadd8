/** Which appointment matters now, and what the rest of the day looks like. */
import { describe, expect, it } from 'vitest';
import { closesAt, entryOf, minutesBetween, type PresenceByRoom, planOf } from '../../clients/advisor/day.ts';
import { lightsOf } from '../../clients/advisor/lights.ts';
import { goodCheck, roomId, sampleAppointment } from './sample.ts';

const zone = 'Europe/Berlin';
const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
const nobody: PresenceByRoom = new Map();
const a = sampleAppointment({ id: 'A'.padStart(22, 'x'), room: roomId('a'), startsAt: '2026-11-24T09:00:00Z' });
const b = sampleAppointment({ id: 'B'.padStart(22, 'x'), room: roomId('b'), startsAt: '2026-11-24T10:00:00Z' });
const tomorrow = sampleAppointment({ id: 'C'.padStart(22, 'x'), room: roomId('c'), startsAt: '2026-11-25T09:00:00Z' });
const list = [tomorrow, b, a];
const waits = (room: string, since: number, advisor = false): PresenceByRoom =>
  new Map([[room, { guestSince: since, advisor }]]);

describe('the current appointment', () => {
  it('is the next one while nobody waits', () => {
    const plan = planOf(list, nobody, '2026-11-24', zone, at('08:00'));
    expect(plan.current?.appointment.id).toBe(a.id);
    expect(plan.current?.standing).toBe('later');
    expect(plan.rest.map((entry) => entry.appointment.id)).toEqual([b.id]);
  });

  it('is the one whose guest waits, even before an earlier one', () => {
    const plan = planOf(list, waits(b.room, at('08:58')), '2026-11-24', zone, at('09:01'));
    expect(plan.current?.appointment.id).toBe(b.id);
    expect(plan.current?.waitingSince).toBe(at('08:58'));
  });

  it('is who has waited longest when several wait', () => {
    const both = new Map([...waits(a.room, at('09:05')), ...waits(b.room, at('09:01'))]);
    expect(planOf(list, both, '2026-11-24', zone, at('09:06')).current?.appointment.id).toBe(b.id);
  });

  it('is absent on another day, and when the day is done', () => {
    expect(planOf(list, nobody, '2026-11-25', zone, at('09:00')).current).toBeUndefined();
    expect(planOf(list, nobody, '2026-11-24', zone, at('12:00')).current).toBeUndefined();
  });

  it('never is a cancelled one', () => {
    const cancelled = sampleAppointment({ status: 'cancelled' });
    const plan = planOf([cancelled], waits(cancelled.room, at('09:00')), '2026-11-24', zone, at('09:01'));
    expect(plan.current).toBeUndefined();
    expect(plan.rest[0]?.standing).toBe('cancelled');
  });
});

describe('the plan', () => {
  it('counts the guests who wait on a day that is not shown', () => {
    const plan = planOf(list, waits(a.room, at('08:58')), '2026-11-25', zone, at('09:01'));
    expect(plan.waitingElsewhere).toBe(1);
    expect(plan.rest.map((entry) => entry.appointment.id)).toEqual([tomorrow.id]);
  });

  it('puts an appointment on the day of the organisation, not of UTC', () => {
    const late = sampleAppointment({ startsAt: '2026-11-24T23:30:00Z' });
    expect(planOf([late], nobody, '2026-11-25', zone, at('09:00')).rest).toHaveLength(1);
    expect(planOf([late], nobody, '2026-11-24', zone, at('09:00')).rest).toHaveLength(0);
  });
});

describe('an entry', () => {
  it.each([
    ['08:44', 'later', false],
    ['08:45', 'soon', true],
    ['09:00', 'now', true],
    ['09:30', 'over', true],
    ['11:30', 'over', false],
  ])('at %s is %s and its room is open: %s', (time, standing, canOpen) => {
    expect(entryOf(a, undefined, at(time))).toMatchObject({ standing, canOpen });
  });

  it('talks once the advisor is in the room too, and no longer waits', () => {
    const entry = entryOf(a, { guestSince: at('09:00'), advisor: true }, at('09:10'));
    expect(entry).toMatchObject({ standing: 'talking', waitingSince: undefined });
  });

  it('does not speak of a mail that the advisor sends', () => {
    expect(entryOf(sampleAppointment({ mail: 'advisor', mailStatus: 'none' }), undefined, 0).mail).toBe('own');
    expect(entryOf(sampleAppointment({ mailStatus: 'failed' }), undefined, 0).mail).toBe('failed');
  });

  it('closes its room at the latest eight hours after opening', () => {
    expect(closesAt(at('09:00'), 30)).toBe(at('11:30'));
    expect(closesAt(at('09:00'), 480)).toBe(at('16:45'));
  });
});

describe('the lights', () => {
  it('are all unknown before a check', () => {
    expect(lightsOf(null).worst).toBe('unknown');
  });

  it('name the worse half of the sound', () => {
    const check = { result: { ...goodCheck, microphone: 'failed' as const, sound: 'weak' as const } };
    expect(lightsOf(check)).toMatchObject({ sound: 'failed', soundCause: 'microphone', worst: 'failed' });
    const deaf = { result: { ...goodCheck, sound: 'failed' as const } };
    expect(lightsOf(deaf)).toMatchObject({ sound: 'failed', soundCause: 'loudspeaker' });
  });

  it('call a line weak that has only slower ways left, and failed when it has none', () => {
    const line = (network: Partial<typeof goodCheck.network>) =>
      lightsOf({ result: { ...goodCheck, network: { ...goodCheck.network, ...network } } }).line;
    expect(line({})).toBe('good');
    expect(line({ direct: 'failed' })).toBe('good');
    expect(line({ direct: 'failed', udp: 'failed' })).toBe('weak');
    expect(line({ direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' })).toBe('failed');
    expect(line({ udp: 'skipped', tcp: 'skipped', tls: 'skipped' })).toBe('good');
    expect(line({ direct: 'skipped', udp: 'skipped', tcp: 'skipped', tls: 'skipped' })).toBe('unknown');
  });

  it.each([
    [undefined, 'good', false],
    ['skipped', 'good', false],
    ['good', 'good', false],
    ['weak', 'weak', false],
    ['failed', 'weak', true],
  ] as const)('on a line that carries %s are %s', (throughput, line, lineIsSlow) => {
    const lights = lightsOf({ result: { ...goodCheck, throughput } });
    expect(lights).toMatchObject({ line, lineIsSlow, worst: line });
  });

  it('call a line that lets nothing through gone, not slow', () => {
    const none = { direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' } as const;
    const lights = lightsOf({ result: { ...goodCheck, network: none, throughput: 'failed' } });
    expect(lights).toMatchObject({ line: 'failed', lineIsSlow: false });
  });
});

it('counts whole minutes and never below zero', () => {
  expect(minutesBetween(0, 179_999)).toBe(2);
  expect(minutesBetween(5_000, 0)).toBe(0);
});
