/** Every parser of a request body against ten thousand bodies: a value that fits its schema, or a named refusal. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parsePart } from '../../services/appointments/endpoint.ts';
import { AdvisorDecision, BookingRequest, GuestDecision } from '../../shared/booking.ts';
import { VisavisError } from '../../shared/errors.ts';
import * as api from '../../shared/index.ts';
import { AdvisorHours, Offer } from '../../shared/offer.ts';
import { SignIn } from '../../shared/session.ts';
import { bookingPerson, serviceOffer, weekdays } from '../support/booking-samples.ts';

type Body = Record<string, unknown>;

const id = 'A'.repeat(22);
const marks = { camera: 'good', microphone: 'weak', sound: 'failed' };
const network = { direct: 'good', udp: 'good', tcp: 'skipped', tls: 'skipped' };
const guest = { name: 'A', email: 'a@example.org', phone: '030 123456' };
const when = { startsAt: '2027-01-15T10:00:00+01:00', durationMinutes: 30 };

/** Each parser with a body that it takes. */
const parsers: [string, v.GenericSchema<unknown, unknown>, Body][] = [
  [
    'NewAppointment',
    api.NewAppointment,
    {
      guest,
      ...when,
      language: 'de',
      subject: 'x',
      code: 'separately',
      mail: 'advisor',
      linkSecret: 'browser',
      relayOnly: true,
    },
  ],
  ['AppointmentChange', api.AppointmentChange, { ...when, subject: null, guest, resend: true, newCode: false }],
  ['LinkQuestion', api.LinkQuestion, { appointment: id }],
  [
    'AdmissionRequest',
    api.AdmissionRequest,
    { number: '1234567890', code: '12345678', name: 'A', device: 'd1', consent: { version: '1' }, incarnation: id },
  ],
  ['AdvisorTicketRequest', api.AdvisorTicketRequest, { incarnation: id, device: 'd1' }],
  ['CheckTicketRequest', api.CheckTicketRequest, { appointment: id, code: '12345678', device: 'd1', incarnation: id }],
  ['CheckReport', api.CheckReport, { appointment: id, device: 'd1', result: { ...marks, network } }],
  ['SignIn', SignIn, { token: 'A'.repeat(43) }],
  ['Offer', Offer, { services: [serviceOffer] }],
  ['AdvisorHours', AdvisorHours, weekdays],
  [
    'BookingRequest',
    BookingRequest,
    {
      service: 'beratung',
      startsAt: when.startsAt,
      language: 'de',
      person: bookingPerson,
      consent: { version: '1' },
      work: { challenge: 'w1', nonce: '0' },
    },
  ],
  ['GuestDecision', GuestDecision, { request: id, code: '12345678', answer: 'accept' }],
  ['AdvisorDecision', AdvisorDecision, { answer: 'propose', startsAt: when.startsAt }],
];

/** Values that look right from afar: keys and words of the interface, in places where they may or may not belong. */
const words = fc.constantFrom(
  'guest',
  'name',
  'email',
  'phone',
  'startsAt',
  'durationMinutes',
  'language',
  'subject',
  'code',
  'mail',
  'linkSecret',
  'relayOnly',
  'resend',
  'newCode',
  'appointment',
  'number',
  'device',
  'consent',
  'version',
  'incarnation',
  'token',
  'result',
  'camera',
  'microphone',
  'sound',
  'network',
  'direct',
  'udp',
  'tcp',
  'tls',
  '__proto__',
  'constructor',
  'toString',
);
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    'de',
    'with-link',
    'separately',
    'service',
    'advisor',
    'browser',
    'a@example.org',
    '2027-01-15T10:00:00Z',
    30,
    -0,
    1e308,
    Number.NaN,
    true,
    null,
    '12345678',
    '1234567890',
    'A'.repeat(22),
    'A'.repeat(43),
    'good',
    'skipped',
    '\ud800',
    '\u0000',
  ),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('any'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(words, tie('any'), { maxKeys: 8, noNullPrototype: true }),
})).any;

/** A right body with one value, at any depth, exchanged, removed or added. */
const almost = (right: Body) =>
  fc
    .tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), words, value, fc.constantFrom('set', 'remove', 'add'))
    .map(([steps, word, other, deed]) => {
      const body: unknown = structuredClone(right);
      let at = body as Body;
      for (const step of steps) {
        const keys = Object.keys(at);
        const key = keys[step % keys.length] ?? word;
        const next = at[key];
        if (typeof next === 'object' && next !== null) at = next as Body;
        else if (deed === 'remove') delete at[key];
        else
          Object.defineProperty(at, deed === 'set' ? key : word, {
            value: other,
            enumerable: true,
            configurable: true,
          });
      }
      return body;
    });

describe.each(parsers)('the parser of %s', (_name, schema, right) => {
  it('answers a value or a named refusal for 10,000 bodies', () => {
    expect(v.is(schema, right)).toBe(true);
    const seen = { values: 0, refusals: 0 };
    fc.assert(
      fc.property(fc.oneof(value, almost(right)), (body) => {
        try {
          expect(v.is(schema, parsePart(schema, body))).toBe(true);
          seen.values++;
        } catch (error) {
          expect(error).toBeInstanceOf(VisavisError);
          expect(error).toMatchObject({ code: 'bad-request', message: expect.stringMatching(/^.{1,1200}$/s) });
          seen.refusals++;
        }
      }),
      { numRuns: 10_000 },
    );
    expect(seen.refusals).toBeGreaterThan(5_000);
    expect(seen.values).toBeGreaterThan(0);
  }, 60_000);
});
