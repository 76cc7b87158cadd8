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
import { checkHours, type HoursForm, hoursForm, hoursOf } from '../../clients/advisor/offer/hours-form.ts';
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
