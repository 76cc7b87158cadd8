/** Bookings and admissions at their full rate on PostgreSQL: how long they take, and their CPU against a bare insert in the same run. By name only. */
import { CreatedAppointment, SlotAnswer, WorkChallenge } from '@visavis/shared';
import * as v from 'valibot';
import { bookingPerson, serviceOffer } from '../support/booking-samples.ts';
import { type BookSide, startBareInsert, startBook } from './bookings-sides.ts';
import { type Measurement, percentile, type Run } from './measurement.ts';
import { fire, type Hit, type Shot } from './steady-fire.ts';

/** It fills a database for minutes. */
export const onlyByName = true;

const rounds = 3;
const roundS = 6;
const bound = { p99Ms: 250, ratio: 3 };
const rates = { booking: 50, admission: 500 } as const;
type Kind = keyof typeof rates;
const kinds = ['booking', 'admission'] as const;
const consent = { version: '2026-11' };
/** Before anything counts: the engine compiles what runs, of a booking for a thousand of them. */
const warmUps: Record<Kind, number> = { booking: 1_000, admission: 1_500 };
const warmUpRates: Record<Kind, number> = { booking: 100, admission: 500 };
const needed = (kind: Kind) => warmUps[kind] + rounds * roundS * rates[kind];

/** Each person comes from a network of their own: neighbours would meet each other's limits. */
const from = (index: number) => ({ 'x-forwarded-for': `10.${(index >> 8) & 255}.${index & 255}.${1 + (index >> 16)}` });

async function ask<S extends v.GenericSchema>(
  side: BookSide,
  answer: S,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<v.InferOutput<S>> {
  const headers = { authorization: side.bearer, 'content-type': 'application/json', ...options.headers };
  const body = options.body === undefined ? {} : { body: JSON.stringify(options.body) };
  const response = await fetch(`${side.url}${path}`, { method, headers, ...body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return v.parse(answer, JSON.parse(text));
}

/** A slot of its own for each wish, and the work that each has to show. */
async function bookingShots(side: BookSide): Promise<Shot[]> {
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '06:00', to: '22:00' }));
  const hours = { weekly, exceptions: [], services: null };
  await ask(side, v.unknown(), 'PUT', '/api/v1/offer', { body: { services: [serviceOffer] } });
  await ask(side, v.unknown(), 'PUT', '/api/v1/offer/hours', { body: hours });
  const shots: Shot[] = [];
  for (let day = 1; shots.length < needed('booking'); day += 14) {
    const first = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    const question = `/api/v1/book/slots?service=${serviceOffer.id}&from=${first}&days=14`;
    const { days } = await ask(side, SlotAnswer, 'GET', question, { headers: from(day) });
    for (const startsAt of days.flatMap(({ slots }) => slots)) {
      const headers = from(shots.length);
      const { challenge } = await ask(side, WorkChallenge, 'GET', '/api/v1/book/challenge', { headers });
      const person = { ...bookingPerson, email: `guest${shots.length}@example.org` };
      const wish = { service: serviceOffer.id, startsAt, language: 'de', person, consent };
      const body = JSON.stringify({ ...wish, work: { challenge, nonce: 'any' } });
      shots.push({ path: '/api/v1/book/requests', headers, body });
    }
  }
  return shots;
}

/** Five hundred appointments whose guests come again and again, each time with the code. */
async function admissionShots(side: BookSide): Promise<Shot[]> {
  const bodies: string[] = [];
  while (bodies.length < 500) {
    const { id, dialInCode } = await ask(side, CreatedAppointment, 'POST', '/api/v1/appointments', {
      body: {
        guest: { name: 'Wilhelmine Ostermann', email: 'w.ostermann@example.org' },
        ...{ startsAt: new Date(Date.now() + 600_000).toISOString(), durationMinutes: 60, language: 'de' },
        ...{ code: 'with-link', mail: 'advisor' },
      },
    });
    const incarnation = Buffer.alloc(16, bodies.length).toString('base64url');
    bodies.push(JSON.stringify({ appointment: id, code: dialInCode, consent, incarnation }));
  }
  const body = (index: number) => bodies[index % bodies.length] ?? '';
  return Array.from({ length: needed('admission') }, (_, index) => ({
    path: '/api/v1/admission',
    headers: from(index),
    body: body(index),
  }));
}

/** The same bodies, only kept. */
const bareShots = (shots: readonly Shot[]): Shot[] =>
  shots.map(({ body }) => ({ path: '/entries', headers: {}, body }));

interface Round {
  tookMs: number[];
  /** Milliseconds of CPU for one request. */
  cpuMs: number;
}

function checked(hits: Hit[]): number[] {
  const failed = hits.find(({ status }) => status !== 200);
  if (failed) throw new Error(`answered ${failed.status}: ${failed.text}`);
  const late = hits.filter(({ text }) => /"outcome":"(taken|unconfirmed)"/.test(text));
  if (late.length > 0) throw new Error(`${late.length} wishes were not taken: ${late[0]?.text}`);
  return hits.map(({ tookMs }) => tookMs);
}

async function round(side: BookSide, perSecond: number, shots: readonly Shot[]): Promise<Round> {
  const before = await side.cpuMs();
  const tookMs = checked(await fire(side.url, perSecond, shots));
  return { tookMs, cpuMs: ((await side.cpuMs()) - before) / shots.length };
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Both services in turns. */
async function compare(kind: Kind, ours: BookSide, bare: BookSide, shots: readonly Shot[]): Promise<Measurement[]> {
  const sides = [
    { side: ours, shots, found: [] as Round[] },
    { side: bare, shots: bareShots(shots), found: [] as Round[] },
  ];
  for (const one of sides) {
    checked(await fire(one.side.url, warmUpRates[kind], one.shots.slice(0, warmUps[kind])));
  }
  const size = rates[kind] * roundS;
  for (let done = 0; done < rounds; done++) {
    const start = warmUps[kind] + done * size;
    for (const one of sides) {
      one.found.push(await round(one.side, rates[kind], one.shots.slice(start, start + size)));
    }
  }
  const [our, theirs] = sides.map(({ found }) => found);
  const cpu = (found: Round[] = []) => median(found.map(({ cpuMs }) => cpuMs));
  const took = (found: Round[] = [], share: number) =>
    percentile(
      found.flatMap(({ tookMs }) => tookMs),
      share,
    );
  const name = `${rates[kind]} ${kind}s a second`;
  return [
    { name: `${name}, median`, value: took(our, 0.5), unit: 'ms' },
    { name: `${name}, 99th percentile`, value: took(our, 0.99), unit: 'ms', atMost: bound.p99Ms },
    { name: `${name}, 99th percentile, bare insert`, value: took(theirs, 0.99), unit: 'ms' },
    {
      name: `99th percentile, ours to bare`,
      value: took(our, 0.99) / took(theirs, 0.99),
      unit: '×',
      atMost: bound.ratio,
    },
    { name: `CPU of one, service and database`, value: cpu(our), unit: 'ms' },
    { name: `CPU of one, bare insert`, value: cpu(theirs), unit: 'ms' },
    { name: `CPU of one, ours to bare`, value: cpu(our) / cpu(theirs), unit: '×', atMost: bound.ratio },
  ];
}

/** Three rounds of six seconds of each kind, both services in turns. */
export const run: Run = async () => {
  const [ours, bare] = [await startBook(), await startBareInsert()];
  try {
    const shots = { booking: await bookingShots(ours), admission: await admissionShots(ours) };
    const found: Measurement[] = [];
    for (const kind of kinds) found.push(...(await compare(kind, ours, bare, shots[kind])));
    return found;
  } finally {
    await ours.close();
    await bare.close();
  }
};
