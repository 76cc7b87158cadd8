/** From the portal's token to the conversation: on two instances with one database, from both sides. */
import { TakenWalkIn } from '@visavis/shared';
import { generateKeyPair } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPortalReader } from '../../services/appointments/walk-ins/portal-token.ts';
import { admit, day, errorOf, hour, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import { setOffer } from '../support/booking-samples.ts';
import { always, openWalkInWorld, walkInUrl as url, type WalkInWorld } from '../support/walk-in-world.ts';

let world: WalkInWorld;
let test: WalkInWorld['test'];
let other: WalkInWorld['other'];
let portal: WalkInWorld['portal'];
let database: WalkInWorld['database'];

beforeAll(async () => {
  world = await openWalkInWorld();
  ({ test, other, portal, database } = world);
}, 120_000);
afterAll(() => world?.close());
beforeEach(() => world.begin());

describe('a hand-over', () => {
  it('leads to a page of its own, whose secret is nowhere but in its link', async () => {
    const { link, ask } = await world.arrive();
    expect(link).toMatch(/^https:\/\/video\.example\.de\/wait#[\w-]{22}\.[\w-]{43}$/);
    expect(await ask()).toMatchObject({
      phase: 'waiting',
      place: 1,
      isOpen: true,
      waitMinutes: null,
      joinLink: null,
      service: { de: 'Beratung' },
    });
    const [row] = ((await database.database.db.execute('select * from walk_ins')) as unknown as { rows: object[] })
      .rows;
    for (const secret of [link.split('.').at(-1) ?? '', 'Ostermann', 'A123456780'])
      expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('answers a form by the way to that page, and a bad one by the page that says so', async () => {
    const send = (token: string) =>
      test.send('POST', '/api/v1/handover', `token=${token}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: portal.issuer },
      });
    const good = await send(await world.signed());
    expect([good.status, good.headers.location]).toEqual([303, expect.stringMatching(/\/wait#[\w-]{22}\.[\w-]{43}$/)]);
    const bad = await send('nonsense');
    expect(bad.status).toBe(303);
    expect(bad.headers.location).toMatch(/\/wait#refused=not-admitted\.[0-9A-Z]{8}$/);
  });

  it('is good once, also when both instances get it at once', async () => {
    const token = await world.signed();
    const answers = await Promise.all([
      world.handOver(token),
      world.handOver(token, other),
      world.handOver(token),
      world.handOver(token, other),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403, 403, 403]);
  });

  const seconds = () => Math.floor(test.clock.now() / 1000);
  it.each<[string, () => Promise<string>]>([
    ['another key', async () => world.signed({}, { key: (await generateKeyPair('ES256')).privateKey })],
    ['an unknown key', () => world.signed({}, { header: { kid: 'nobody' } })],
    ['another issuer', () => world.signed({ iss: 'https://portal.example' })],
    ['another audience', () => world.signed({ aud: 'https://other.example' })],
    ['another purpose of the issuer', () => world.signed({}, { header: { typ: 'at+jwt' } })],
    ['a life of 61 seconds', () => world.signed({ exp: seconds() + 61 })],
    ['an end that is past', () => world.signed({ iat: seconds() - 50, exp: seconds() - 10 })],
    ['an age of more than a minute', () => world.signed({ iat: seconds() - 70, exp: seconds() - 10 })],
    ['a beginning that lies ahead', () => world.signed({ iat: seconds() + 30, exp: seconds() + 60 })],
    ['no id', () => world.signed({ jti: undefined })],
    ['no name', () => world.signed({ name: ' ' })],
    ['a slip in the insurance number', () => world.signed({ insurance_number: 'A123456789' })],
    ['no signature', async () => `${btoa('{"alg":"none"}')}.${(await world.signed()).split('.')[1]}.`],
  ])('with %s is refused like every other', async (_fault, token) => {
    const answer = await world.handOver(await token());
    const { code, message } = errorOf(answer.body);
    expect([answer.status, code, message]).toEqual([403, 'not-admitted', 'not a good token of the portal']);
  });

  it('says that a service is not on offer, and that the keys cannot be read', async () => {
    expect((await world.handOver(await world.signed({ purpose: 'zahn' }))).status).toBe(404);
    portal.hideKeys(true);
    const read = createPortalReader({ issuer: portal.issuer, jwksUrl: portal.jwksUrl, audience: url });
    await expect(read(await world.signed(), test.clock.now())).rejects.toMatchObject({ reason: 'unavailable' });
    portal.hideKeys(false);
  });
});

describe('the queue', () => {
  it('knows places, and who is free', async () => {
    const first = await world.arrive();
    test.clock.jump(1_000);
    const second = await world.arrive({ name: 'Karl Emil Adam' });
    expect([(await first.ask()).place, (await second.ask()).place]).toEqual([1, 2]);
    await world.duty(true);
    expect(await first.ask()).toMatchObject({ waitMinutes: 0 });
    expect(await second.ask()).toMatchObject({ waitMinutes: null });
    expect(await world.queue()).toMatchObject({ isFree: true, waiting: 2, freeAdvisors: 1, current: null, calls: [] });
    await world.duty(undefined, true);
    expect(await first.ask()).toMatchObject({ waitMinutes: null });
    expect(await world.queue()).toMatchObject({ isFree: true, freeAdvisors: 0 });
  });

  it('keeps what an advisor said for all of their tabs, and lets who was long away begin with a pause', async () => {
    expect(await world.says(true, undefined, false, undefined, true)).toEqual([true, true, false, false, true]);
    test.clock.jump(9 * minute);
    expect(await world.says(undefined)).toEqual([true]);
    test.clock.jump(10 * minute);
    await world.take();
    expect(await world.says(undefined)).toEqual([false]);
  });

  it('tells from when on somebody is there', async () => {
    await setOffer(test, { hours: { ...always, weekly: [] } });
    const { ask } = await world.arrive();
    expect(await ask()).toMatchObject({ isOpen: false, opensAt: null });
    const tomorrow = new Date(test.clock.now() + 2 * day).toISOString().slice(0, 10);
    await setOffer(test, {
      hours: { weekly: [], services: null, exceptions: [{ day: tomorrow, hours: [{ from: '09:00', to: '12:00' }] }] },
    });
    expect((await ask()).opensAt).toContain(tomorrow);
    await world.duty(true);
    expect(await ask()).toMatchObject({ isOpen: true, opensAt: null });
  });

  it('hands the next one an ordinary appointment, whose door opens without a code of theirs', async () => {
    const { ask } = await world.arrive();
    const { person, appointment } = v.parse(TakenWalkIn, (await world.take()).body);
    expect(person).toMatchObject({ name: 'Wilhelmine Ostermann', insuranceNumber: 'A123456780', service: 'beratung' });
    expect(appointment).toMatchObject({
      guest: { name: 'Wilhelmine Ostermann', email: null },
      mailStatus: 'none',
      durationMinutes: 30,
    });
    const { phase, joinLink } = await ask();
    expect(phase).toBe('taken');
    const door = { appointment: appointment.id, code: joinLink?.split('.').at(-1) };
    expect(await admit(test, door)).toMatchObject({ seat: 'guest', name: 'Wilhelmine Ostermann' });
    expect((await world.queue()).current).toMatchObject({ appointment: appointment.id });
    await test.appointments.settled();
    expect(test.sent).toEqual([]);
  });

  it('gives an advisor one person at a time, and learns from the end how long it takes', async () => {
    for (const minutes of [10, 20, 30]) {
      await world.arrive();
      const { person } = v.parse(TakenWalkIn, (await world.take()).body);
      await world.arrive();
      expect((await world.take()).status).toBe(409);
      test.clock.jump(minutes * minute);
      expect((await world.end(person.id, 'over')).status).toBe(200);
      await database.database.db.execute("delete from walk_ins where phase = 'waiting'");
    }
    await world.duty(true, true);
    expect(await (await world.arrive()).ask()).toMatchObject({ waitMinutes: 10 });
    const rows = (await database.database.db.execute(
      "select name_enc, insurance_enc from walk_ins where phase = 'over'",
    )) as unknown as { rows: object[] };
    expect(rows.rows).toEqual(Array(3).fill({ name_enc: null, insurance_enc: null }));
  });

  it('lets one advisor win when two take the last one at once, and both when there are two', async () => {
    const asWeber = await world.colleague();
    await world.arrive();
    const alone = await Promise.all([world.take(), asWeber(), world.take()]);
    expect(alone.filter(({ status }) => status === 201)).toHaveLength(1);
    await database.database.db.execute("update walk_ins set phase = 'over'");
    await world.arrive();
    await world.arrive({ name: 'Karl Emil Adam' });
    const both = await Promise.all([world.take(), asWeber()]);
    const names = both.map(({ body }) => v.parse(TakenWalkIn, body).person.name);
    expect(names.toSorted()).toEqual(['Karl Emil Adam', 'Wilhelmine Ostermann']);
  });

  it('passes over who is not there any more, and forgets them', async () => {
    const gone = await world.arrive();
    test.clock.jump(2 * minute);
    const here = await world.arrive({ name: 'Karl Emil Adam' });
    expect(await world.queue()).toMatchObject({ waiting: 1 });
    expect(v.parse(TakenWalkIn, (await world.take()).body).person.name).toBe('Karl Emil Adam');
    test.clock.jump(4 * minute);
    await test.appointments.settled();
    expect([(await gone.ask()).phase, (await here.ask()).phase]).toEqual(['expired', 'taken']);
  });

  it('keeps a wish to be called until somebody calls, once', async () => {
    const guest = await world.arrive();
    const wished = { deed: 'call-me', phone: '030 1234567' };
    expect((await guest.decide(wished)).body).toMatchObject({ phase: 'call-me', phone: '030 1234567' });
    const { waiting, calls } = await world.queue();
    expect([waiting, calls]).toMatchObject([0, [{ name: 'Wilhelmine Ostermann', phone: '030 1234567' }]]);
    expect((await world.take()).status).toBe(404);
    expect((await world.end(guest.mine.walkIn, 'called')).body).toMatchObject({ calls: [] });
    expect((await world.end(guest.mine.walkIn, 'called')).status).toBe(409);
    expect(await guest.ask()).toMatchObject({ phase: 'called', phone: null });
  });

  it('lets go who leaves, and answers nobody who does not hold the secret', async () => {
    const guest = await world.arrive();
    const stranger = { ...guest.mine, secret: 'A'.repeat(43) };
    const answer = await test.send('POST', '/api/v1/walk-in', stranger);
    expect([answer.status, errorOf(answer.body).code]).toEqual([404, 'link-unknown']);
    expect((await guest.decide({ deed: 'leave' })).body).toMatchObject({ phase: 'left', place: null });
    expect((await guest.decide({ deed: 'call-me', phone: '030 1234567' })).status).toBe(409);
  });

  it('tells receivers of whom it hands over as of every appointment', async () => {
    await world.listen();
    const first = await world.taken();
    test.clock.jump(minute);
    const path = `/api/v1/appointments/${first.appointment.id}`;
    const startsAt = new Date(test.clock.now() + hour).toISOString();
    expect((await sendAsAdvisor(test, 'PATCH', path, { startsAt })).status).toBe(200);
    test.clock.jump(minute);
    expect((await sendAsAdvisor(test, 'DELETE', path)).status).toBe(200);
    expect((await world.end(first.person.id, 'over')).status).toBe(200);
    test.clock.jump(minute);
    const second = await world.taken();
    await admit(test, { appointment: second.appointment.id, code: (await second.guest.ask()).joinLink?.slice(-8) });
    test.clock.jump(3 * hour);
    for (const _ of [1, 2]) await test.appointments.settled();
    const of = ({ id }: { id: string }) => ({ appointment: id, request: null, service: 'beratung' });
    expect(await world.told()).toMatchObject([
      { type: 'appointment.confirmed', data: { ...of(first.appointment), sequence: 0 } },
      { type: 'appointment.moved', data: { ...of(first.appointment), startsAt, sequence: 1 } },
      { type: 'appointment.cancelled', data: { ...of(first.appointment), sequence: 2, cause: 'cancelled' } },
      { type: 'appointment.confirmed', data: { ...of(second.appointment), sequence: 0 } },
      { type: 'appointment.held', data: of(second.appointment) },
    ]);
  });

  it('is counted and measured', async () => {
    await world.arrive();
    test.clock.jump(minute);
    await test.appointments.settled();
    const text = await test.registry.metrics();
    expect(text).toContain('visavis_appointments_walk_ins_waiting 1');
    expect(text).toContain('visavis_appointments_walk_in_longest_wait_seconds 60');
    expect(text).toMatch(/walk_ins_total\{event="refused"\} \d+/);
  });
});
