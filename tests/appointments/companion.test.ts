/** The companion's door: a link of their own, the same limits and refusals as the guest's, and its end. */
import { AdvisorAdmission, Appointment, CreatedCompanion, limits } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  admit,
  askIn,
  change,
  claimsOf,
  create,
  day,
  errorOf,
  hour,
  list,
  minute,
  newIncarnation,
  sendAsAdvisor,
  wrongCode,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

const name = 'Aylin Demirkan';
const email = 'a.demirkan@example.net';

let address = 0;
const elsewhere = () => `2001:db8:c:${(++address).toString(16)}::1`;

describe.each(databaseKinds)('a companion on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => database?.close(), 30_000);
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const post = (id: string, wish: Record<string, unknown> = {}) =>
    sendAsAdvisor(test, 'POST', `/api/v1/appointments/${id}/companion`, { name, kind: 'interpreter', ...wish });
  const invite = async (id: string, wish: Record<string, unknown> = {}) => {
    const answer = await post(id, wish);
    if (answer.status !== 201) throw new Error(`companion answered ${answer.status}: ${answer.text}`);
    return v.parse(CreatedCompanion, answer.body);
  };
  const withdraw = (id: string) => sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${id}/companion`);
  const codeOf = async (who: Record<string, unknown>, from = elsewhere()) => {
    const answer = await askIn(test, who, from);
    return answer.status === 200 ? 'admitted' : errorOf(answer.body).code;
  };
  const rows = async (table: string) =>
    ((await database.database.db.execute(`select * from ${table}`)) as unknown as { rows: Record<string, unknown>[] })
      .rows;

  it('comes by a link of their own to the seat of a companion, and comes back with the device', async () => {
    const made = await create(test);
    const invited = await invite(made.id);
    const [, id, secret, code] = /#([^.]+)\.([^.]+)\.(\d+)$/.exec(invited.joinLink) ?? [];
    expect({ id, code }).toEqual({ id: made.id, code: invited.dialInCode });
    expect(made.joinLink).not.toContain(secret);
    const came = await admit(test, { appointment: made.id, code });
    expect(came).toMatchObject({ seat: 'companion', name, sealed: true, room: made.room });
    expect(claimsOf(came.ticket)).toMatchObject({ seat: 'companion', room: made.room, sealed: true });
    expect(JSON.stringify(came)).not.toContain(secret);
    const back = await admit(test, { appointment: made.id, device: came.device });
    expect(back).toMatchObject({ seat: 'companion', name });
    expect(claimsOf(back.ticket).device).toBe(claimsOf(came.ticket).device);
    const [row] = await rows('companions');
    expect(row).toMatchObject({ consent_version: '2026-11' });
    expect(row?.admitted_at).not.toBeNull();
    for (const plain of [name, code, secret]) expect(JSON.stringify(row)).not.toContain(plain);
    expect((await list(test))[0]).toMatchObject({ admittedAt: null, companion: { name, kind: 'interpreter' } });
  });

  it('never takes the guest’s seat, nor the guest theirs', async () => {
    const made = await create(test);
    const { dialInCode } = await invite(made.id);
    const guest = await admit(test, { appointment: made.id, code: made.dialInCode });
    expect(guest.seat).toBe('guest');
    expect((await admit(test, { appointment: made.id, device: guest.device })).seat).toBe('guest');
    expect(await codeOf({ number: made.number, code: dialInCode, name: 'A' })).toBe('not-admitted');
    const came = await admit(test, { appointment: made.id, code: dialInCode });
    expect(await codeOf({ number: made.number, device: came.device, name: 'A' })).toBe('not-admitted');
    const report = { appointment: made.id, device: came.device, result: goodCheck };
    expect((await test.send('POST', '/api/v1/check', report)).status).toBe(204);
    expect((await list(test))[0]?.check).toBeNull();
  });

  it('is refused like everybody else, after the same time: wrong, withdrawn, replaced, early, cancelled, over', async () => {
    const made = await create(test);
    const wrong = await invite(made.id);
    const replaced = await create(test);
    const before = await invite(replaced.id);
    const known = await admit(test, { appointment: replaced.id, code: before.dialInCode });
    await invite(replaced.id);
    const withdrawn = await create(test);
    const gone = await invite(withdrawn.id);
    expect((await withdraw(withdrawn.id)).status).toBe(204);
    expect((await withdraw(withdrawn.id)).status).toBe(204);
    const cancelled = await create(test);
    const called = await invite(cancelled.id);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    const moved = await create(test);
    const early = await invite(moved.id);
    await change(test, moved.id, { startsAt: new Date(test.clock.now() + 3 * day).toISOString() });
    const refused = [
      { appointment: newIncarnation(), code: wrong.dialInCode },
      { appointment: made.id, code: wrongCode(wrong.dialInCode) },
      { appointment: replaced.id, code: before.dialInCode },
      { appointment: replaced.id, device: known.device },
      { appointment: withdrawn.id, code: gone.dialInCode },
      { appointment: cancelled.id, code: called.dialInCode },
      { appointment: moved.id, code: early.dialInCode },
    ];
    const seen = [];
    for (const who of refused) {
      const startedAt = test.clock.now();
      const answer = await askIn(test, who, elsewhere());
      const { incident, ...error } = errorOf(answer.body);
      seen.push({ status: answer.status, error, tookMs: test.clock.now() - startedAt, incident: incident.length });
    }
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify({
          status: 403,
          error: { code: 'not-admitted', message: 'not admitted' },
          tookMs: 300,
          incident: 8,
        }),
      ]),
    );
    test.clock.advance(5 * minute + 30 * minute + limits.roomClosesAfterMs);
    expect(await codeOf({ appointment: made.id, code: wrong.dialInCode })).toBe('not-admitted');
  });

  it('meets the counters of the guest’s door, with their own code too', async () => {
    const made = await create(test);
    const { dialInCode } = await invite(made.id);
    for (let i = 0; i < 5; i++)
      expect(await codeOf({ appointment: made.id, code: wrongCode(dialInCode) })).toBe('not-admitted');
    expect(await codeOf({ appointment: made.id, code: dialInCode })).toBe('too-many');
    expect(await codeOf({ appointment: made.id, code: made.dialInCode })).toBe('too-many');
    test.clock.advance(minute);
    expect(await codeOf({ appointment: made.id, code: dialInCode })).toBe('admitted');
    const outdated = { consent: { version: '2020-01' }, incarnation: newIncarnation() };
    const answer = await test.send('POST', '/api/v1/admission', {
      ...outdated,
      appointment: made.id,
      code: dialInCode,
    });
    expect(errorOf(answer.body).code).toBe('consent-outdated');
  });

  it('is invited, told of a new time and of the end by mail, in their language and without a word of the guest', async () => {
    const made = await create(test, { mail: 'service' }, 2 * day);
    const { joinLink, draft, companion } = await invite(made.id, { email, language: 'en' });
    expect({ draft, companion }).toMatchObject({ draft: undefined, companion: { email, mailStatus: 'queued' } });
    await test.appointments.settled();
    expect((await list(test, `?from=${new Date(test.clock.now()).toISOString()}`))[0]?.companion?.mailStatus).toBe(
      'sent',
    );
    await change(test, made.id, { startsAt: new Date(test.clock.now() + 3 * day).toISOString() });
    await test.appointments.settled();
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    await test.appointments.settled();
    const mails = test.sent.filter((mail) => mail.to.address === email);
    expect(mails.map(({ subject, to }) => [to.name, subject.split(':')[0]])).toEqual([
      [name, 'Please join us'],
      [name, 'New time'],
      [name, 'Cancelled'],
    ]);
    expect(mails.map(({ text }) => text.replace(/\s/g, '').includes(joinLink))).toEqual([true, true, false]);
    for (const { text, html } of mails) expect(text + html).not.toMatch(/Ostermann|Heil|interpret/i);
    expect(test.sent.filter((mail) => mail.to.address !== email)).toHaveLength(3);
  });

  it('has a draft without the secret where the advisor’s browser makes it, and a mail that is withdrawn is not sent', async () => {
    const made = await create(test);
    const byHand = await invite(made.id, { linkSecret: 'browser', email });
    expect(byHand.joinLink).toMatch(new RegExp(`/j#${made.id}$`));
    expect(byHand.draft).toMatchObject({ to: email, calendar: '' });
    expect(byHand.draft?.text).toContain('{link}');
    const ticket = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, {
      incarnation: newIncarnation(),
    });
    expect(v.parse(AdvisorAdmission, ticket.body).companion).toEqual({ name, kind: 'interpreter', linkSecret: null });
    test.refuseMails();
    await invite(made.id, { email });
    await withdraw(made.id);
    expect(await rows('companions')).toEqual([]);
    expect((await rows('outbox')).filter((mail) => mail.companion_id !== null)).toEqual([]);
  });

  it('is told to the advisor with the secret, and is nobody’s else to invite', async () => {
    const made = await create(test);
    const { joinLink } = await invite(made.id, { kind: 'sign-interpreter' });
    const ticket = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, {
      incarnation: newIncarnation(),
    });
    expect(v.parse(AdvisorAdmission, ticket.body).companion).toEqual({
      name,
      kind: 'sign-interpreter',
      linkSecret: joinLink.split('.').at(-2),
    });
    const wish = { name, kind: 'relative' };
    const unknown = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${newIncarnation()}/companion`, wish);
    expect(errorOf(unknown.body).code).toBe('not-found');
    const stranger = await test.send('POST', `/api/v1/appointments/${made.id}/companion`, wish);
    expect(errorOf(stranger.body).code).toBe('not-signed-in');
    expect(errorOf((await post(made.id, { kind: 'friend' })).body).code).toBe('bad-request');
    const one = await sendAsAdvisor(test, 'GET', `/api/v1/appointments/${made.id}`);
    expect(v.parse(Appointment, one.body).companion).toMatchObject({ name, linkSecret: 'service' });
  });

  it('is forgotten when the room is over; link and code of a cancelled appointment at once', async () => {
    const made = await create(test, {}, hour);
    await invite(made.id, { email });
    const cancelled = await create(test, {}, 10 * day);
    await invite(cancelled.id, { email });
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    test.clock.advance(4 * hour);
    await test.appointments.settled();
    expect(await rows('companions')).toMatchObject([
      { appointment_id: cancelled.id, link_secret_enc: null, code_enc: null },
    ]);
    expect(errorOf((await post(cancelled.id)).body).code).toBe('conflict');
    expect(errorOf((await post(made.id)).body).code).toBe('appointment-over');
  });
});

const goodCheck = {
  camera: 'good',
  microphone: 'good',
  sound: 'good',
  network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
};
