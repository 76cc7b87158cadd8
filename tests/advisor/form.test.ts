/** The appointment form: defaults that need no thought, problems by field, requests that the server takes. */
import { AppointmentChange, NewAppointment } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  allFields,
  correctionOf,
  emptyForm,
  type FormValues,
  formOf,
  moveOf,
  newAppointmentOf,
  problemsIn,
} from '../../clients/advisor/form.ts';
import { type FormFlow, formFlowStart, stepForm } from '../../clients/advisor/form-flow.ts';
import { changeDay, suggestedDays, suggestedTimes } from '../../clients/advisor/suggestions.ts';
import { sampleAppointment } from './sample.ts';

const zone = 'Europe/Berlin';
/** Tuesday, 24 November 2026, 10:02 in Berlin. */
const setting = { zone, now: Date.parse('2026-11-24T09:02:00Z') };
const today = '2026-11-24';
const filled: FormValues = { ...emptyForm(today, setting, 'de'), name: ' Sabine Roth ', email: 'sabine@example.org' };

describe('a new form', () => {
  it('offers the next full quarter of today', () => {
    expect(emptyForm(today, setting, 'de')).toMatchObject({ day: today, time: '10:15', duration: '30' });
  });

  it('offers nine o’clock on a day to come, and today instead of a day that is past', () => {
    expect(emptyForm('2026-11-26', setting, 'de')).toMatchObject({ day: '2026-11-26', time: '09:00' });
    expect(emptyForm('2026-11-20', setting, 'de')).toMatchObject({ day: today, time: '10:15' });
  });

  it('needs nothing but name and e-mail', () => {
    expect(problemsIn(emptyForm(today, setting, 'de'), allFields, setting)).toEqual([
      { field: 'name', kind: 'missing' },
      { field: 'email', kind: 'missing' },
    ]);
    expect(problemsIn(filled, allFields, setting)).toEqual([]);
  });
});

describe('problems', () => {
  it.each<[Partial<FormValues>, string, string]>([
    [{ day: '' }, 'day', 'missing'],
    [{ day: '2026-02-31' }, 'day', 'not-a-day'],
    [{ time: '' }, 'time', 'missing'],
    [{ time: '25:00' }, 'time', 'not-a-time'],
    [{ time: '09:00' }, 'time', 'past'],
    [{ day: '2027-03-28', time: '02:30' }, 'time', 'skipped-hour'],
    [{ duration: '4' }, 'duration', 'not-a-duration'],
    [{ duration: '30.5' }, 'duration', 'not-a-duration'],
    [{ name: 'x'.repeat(121) }, 'name', 'too-long'],
    [{ email: 'sabine@example' }, 'email', 'not-an-email'],
    [{ email: 'sabine roth@example.org' }, 'email', 'not-an-email'],
    [{ phone: '110' }, 'phone', 'not-a-phone'],
    [{ subject: 'x'.repeat(201) }, 'subject', 'too-long'],
  ])('%j is wrong in %s: %s', (change, field, kind) => {
    expect(problemsIn({ ...filled, ...change }, allFields, setting)).toEqual([{ field, kind }]);
  });

  it('leave a time alone that began a moment ago', () => {
    expect(problemsIn({ ...filled, time: '10:00' }, allFields, setting)).toEqual([]);
  });
});

describe('a request', () => {
  it('is one that the server takes, in the organisation’s time', () => {
    const request = newAppointmentOf({ ...filled, phone: '+49 30 1234567', subject: ' Reha ', relayOnly: true }, zone);
    expect(v.parse(NewAppointment, request)).toEqual({
      guest: { name: 'Sabine Roth', email: 'sabine@example.org', phone: '+49 30 1234567' },
      startsAt: '2026-11-24T09:15:00Z',
      durationMinutes: 30,
      language: 'de',
      subject: 'Reha',
      code: 'with-link',
      mail: 'service',
      relayOnly: true,
    });
  });

  it('leaves out what nobody typed', () => {
    expect(newAppointmentOf(filled, zone)).not.toHaveProperty('subject');
    expect(newAppointmentOf(filled, zone).guest).not.toHaveProperty('phone');
  });

  it('keeps the secret in the browser when the advisor mails, and only then', () => {
    expect(v.parse(NewAppointment, newAppointmentOf({ ...filled, mail: 'advisor' }, zone)).linkSecret).toBe('browser');
    expect(newAppointmentOf(filled, zone)).not.toHaveProperty('linkSecret');
  });

  it('moves to a time that is valid for the server', () => {
    expect(v.parse(AppointmentChange, moveOf({ ...filled, time: '11:30', duration: '45' }, zone))).toEqual({
      startsAt: '2026-11-24T10:30:00Z',
      durationMinutes: 45,
    });
  });

  it('corrects only what differs, erases an emptied telephone, and is none where nothing changed', () => {
    const appointment = sampleAppointment({ guest: { name: 'A B', email: 'a@example.org', phone: '030 12345' } });
    const form = formOf(appointment, zone);
    expect(correctionOf(form, appointment)).toBeUndefined();
    expect(correctionOf({ ...form, phone: '', name: 'A C' }, appointment)).toEqual({
      guest: { name: 'A C', phone: null },
    });
  });
});

describe('the flow of a form', () => {
  const check = (values: FormValues) => problemsIn(values, allFields, setting);
  const step = (flow: FormFlow<string, string>, event: Parameters<typeof stepForm<string, string>>[1]) =>
    stepForm(flow, event, check);
  const start = formFlowStart<string, string>(emptyForm(today, setting, 'de'));

  it('tells nobody off who is still typing', () => {
    expect(step(start, { type: 'changed', change: { email: 'x' } }).state).toMatchObject({ problems: [] });
  });

  it('shows every problem at the first attempt and moves the focus there', () => {
    const { state, effects } = step(start, { type: 'submitted' });
    expect(state).toMatchObject({ phase: 'editing', problems: [{ field: 'name' }, { field: 'email' }] });
    expect(effects).toEqual([{ type: 'show-problems' }]);
    const mended = step(state, { type: 'changed', change: { name: 'A B' } }).state;
    expect(mended).toMatchObject({ problems: [{ field: 'email' }] });
  });

  it('saves once, however often the button is pressed', () => {
    const first = step(formFlowStart(filled), { type: 'submitted' });
    expect(first.effects).toEqual([{ type: 'save', values: filled }]);
    expect(step(first.state, { type: 'submitted' }).effects).toEqual([]);
    expect(step(first.state, { type: 'saved', result: 'done' }).state).toMatchObject({
      phase: 'saved',
      result: 'done',
    });
  });

  it('keeps what was typed when the server refuses', () => {
    const saving = step(formFlowStart(filled), { type: 'submitted' }).state;
    const { state, effects } = step(saving, { type: 'refused', failure: 'unavailable' });
    expect(state).toMatchObject({ phase: 'editing', values: filled, failure: 'unavailable' });
    expect(effects).toEqual([{ type: 'show-problems' }]);
  });
});

describe('suggestions', () => {
  it('name today, tomorrow, the next working day and the day shown', () => {
    expect(suggestedDays('2026-12-01', setting)).toEqual([today, '2026-11-25', '2026-11-26', '2026-12-01']);
    const friday = { zone, now: Date.parse('2026-11-27T09:00:00Z') };
    expect(suggestedDays('2026-11-27', friday)).toEqual(['2026-11-27', '2026-11-28', '2026-11-30']);
  });

  it('name the coming quarters of today and never one of tomorrow', () => {
    expect(suggestedTimes(today, setting)).toEqual(['10:15', '10:30', '10:45', '11:15']);
    const late = { zone, now: Date.parse('2026-11-24T22:20:00Z') };
    expect(suggestedTimes(today, late)).toEqual(['23:30', '23:45']);
  });

  it('take a suggested time along to another day only when that day offers it, and a chosen one always', () => {
    expect(changeDay({ day: today, time: '10:15' }, '2026-11-26', setting).time).toBe('09:00');
    expect(changeDay({ day: today, time: '13:40' }, '2026-11-26', setting).time).toBe('13:40');
  });
});
