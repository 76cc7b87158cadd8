/** Own hours and services as they stand in the inputs: out and back unchanged, and every mistake at its field. */
import { AdvisorHours, ServiceOffer } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  checkService,
  emptyService,
  moved,
  newServiceId,
  type ServiceForm,
  serviceForm,
  serviceOf,
} from '../../clients/advisor/offer/bookable-form.ts';
import { closedOn, hoursOn, openedOn } from '../../clients/advisor/offer/holiday-form.ts';
import { checkHours, type HoursForm, hoursForm, hoursOf, settled } from '../../clients/advisor/offer/hours-form.ts';
import { typedEnd, typedTime } from '../../clients/advisor/offer/typed-time.ts';
import { inPersonService, sampleHours, videoService } from '../browser/harness/booking-samples.ts';

const today = '2026-11-24';
const sorted = ({ exceptions, ...rest }: AdvisorHours) => ({
  ...rest,
  exceptions: exceptions.toSorted((a, b) => a.day.localeCompare(b.day)),
});

describe('the hours', () => {
  it('come out of the form as they went in, and are what the service takes', () => {
    const form = hoursForm(sampleHours);
    expect(checkHours(form, today).size).toBe(0);
    expect(v.parse(AdvisorHours, hoursOf(form))).toEqual(sorted(sampleHours));
  });

  const with_ = (change: Partial<HoursForm>): HoursForm => ({ ...hoursForm(sampleHours), ...change });
  const monday = (...spans: { from: string; to: string }[]) => with_({ week: [spans, [], [], [], [], [], []] });

  it.each([
    ['an empty line', monday({ from: '09:00', to: '' }), 'week-1-0', 'missing'],
    ['what is no time', monday({ from: 'früh', to: '12:00' }), 'week-1-0', 'no-time'],
    ['a beginning at the end of the day', monday({ from: '24:00', to: '24:00' }), 'week-1-0', 'order'],
    ['a time between the steps', monday({ from: '09:03', to: '12:00' }), 'week-1-0', 'steps'],
    ['an end before the beginning', monday({ from: '12:00', to: '09:00' }), 'week-1-0', 'order'],
    [
      'two lines that overlap',
      monday({ from: '09:00', to: '12:00' }, { from: '11:55', to: '13:00' }),
      'week-1-1',
      'overlap',
    ],
    [
      'an exception without a day',
      with_({ exceptions: [{ day: '', kind: 'away', spans: [] }] }),
      'exception-0',
      'no-day',
    ],
    [
      'an exception of the past',
      with_({ exceptions: [{ day: '2026-11-23', kind: 'away', spans: [] }] }),
      'exception-0',
      'past',
    ],
    [
      'other hours that are none',
      with_({ exceptions: [{ day: '2026-12-01', kind: 'other', spans: [] }] }),
      'exception-0',
      'missing',
    ],
    [
      'a day that stands there twice',
      with_({
        exceptions: [
          { day: '2026-12-01', kind: 'away', spans: [] },
          { day: '2026-12-01', kind: 'away', spans: [] },
        ],
      }),
      'exception-1',
      'twice',
    ],
  ])('name %s where it stands', (_what, form, id, problem) => {
    expect([...checkHours(form, today)]).toEqual([[id, problem]]);
  });

  it('may touch, and may last until midnight', () => {
    expect(checkHours(monday({ from: '09:00', to: '12:00' }, { from: '12:00', to: '24:00' }), today).size).toBe(0);
  });
});

describe('a time', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['9.30 Uhr', '09:30'],
    ['930', '09:30'],
    [' 1730 ', '17:30'],
    ['24', '24:00'],
    ['24 Uhr', '24:00'],
  ])('is read as people type it: %s', (typed, time) => {
    expect(typedTime(typed)).toBe(time);
  });

  it.each(['', '25', '24:05', '9:60', '12:5', 'mittags', '12345'])(
    'that is none stays to be put right: %s',
    (typed) => {
      expect(typedTime(typed)).toBe(typed);
    },
  );

  it('of midnight ends the day when it is an end', () => {
    expect([typedEnd('0:00'), typedEnd('24'), typedEnd('00'), typedTime('0:00')]).toEqual([
      ...['24:00', '24:00', '24:00', '00:00'],
    ]);
    const form = settled({ ...hoursForm(sampleHours), week: [[{ from: '18', to: '0:00' }], [], [], [], [], [], []] });
    expect(checkHours(form, today).size).toBe(0);
    expect(v.parse(AdvisorHours, hoursOf(form)).weekly).toEqual([{ weekday: 1, from: '18:00', to: '24:00' }]);
  });
});

describe('a holiday', () => {
  const form = hoursForm(sampleHours);

  it('is kept open with the hours of its weekday, or short ones, and closed again', () => {
    const friday = openedOn(form, '2026-12-25');
    expect(hoursOn({ exceptions: friday }, '2026-12-25')).toEqual([{ from: '09:00', to: '12:30' }]);
    expect(closedOn({ exceptions: friday }, '2026-12-25')).toEqual(form.exceptions);
    const saturday = openedOn(form, '2026-12-26');
    expect(hoursOn({ exceptions: saturday }, '2026-12-26')).toEqual([{ from: '09:00', to: '12:00' }]);
    expect(v.parse(AdvisorHours, hoursOf({ ...form, exceptions: saturday })).exceptions).toHaveLength(4);
  });

  it('on which somebody is away is no open one, and opening it takes the place of that', () => {
    expect(hoursOn(form, '2026-12-24')).toEqual([]);
    const opened = openedOn(form, '2026-12-24');
    expect(opened.filter(({ day }) => day === '2026-12-24')).toHaveLength(1);
    expect(checkHours({ ...form, exceptions: opened }, today).size).toBe(0);
  });
});

describe('a service', () => {
  it.each([videoService, inPersonService, { ...videoService, isOffered: false }])(
    'comes out of the form as it went in: $id',
    (service) => {
      expect(v.parse(ServiceOffer, serviceOf(serviceForm(service), service.id))).toEqual(service);
    },
  );

  it.each([
    ['title', { title: ' ' }, 'missing'],
    ['title', { title: 'x'.repeat(81) }, 'too-long'],
    ['place', { mode: 'in-person' }, 'missing'],
    ['duration', { duration: '7' }, 'steps'],
    ['duration', { duration: '500' }, 'range'],
    ['every', { every: 'oft' }, 'range'],
    ['notice', { notice: '' }, 'missing'],
    ['notice', { notice: '0,3' }, 'steps'],
    ['horizon', { horizon: '0' }, 'range'],
    ['englishTitle', { englishDescription: 'Advice' }, 'title-first'],
  ] as const)('names what is wrong with %s', (field, change, problem) => {
    const form: ServiceForm = { ...emptyService, title: 'Beratung', ...change };
    expect([...checkService(form)]).toEqual([[field, problem]]);
  });

  it('gets a name for links from its title that no other has', () => {
    expect(newServiceId('Überweisung & Größe', [])).toBe('ueberweisung-groesse');
    expect(newServiceId('Beratung', ['beratung', 'beratung-2'])).toBe('beratung-3');
    expect(newServiceId('你好', [])).toBe('angebot');
    for (const title of ['-- Ä --', 'x'.repeat(80), 'Café am Markt']) {
      expect(v.is(ServiceOffer.entries.id, newServiceId(title, []))).toBe(true);
    }
  });

  it('goes one place up or down in the order that guests see', () => {
    expect(moved([videoService, inPersonService], 1, -1).map(({ id }) => id)).toEqual(['vor-ort', 'beratung']);
    expect(moved([videoService, inPersonService], 0, 1).map(({ id }) => id)).toEqual(['vor-ort', 'beratung']);
  });
});
