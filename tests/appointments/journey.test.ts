/** The way of one appointment through the real service, on both databases: made, found, entered, moved, cancelled. */
import { Admission, LinkAnswer, LinkSecret } from '@visavis/shared';
import { createLocalJWKSet, jwtVerify } from 'jose';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toldOutcomes } from '../../services/appointments/schema-webhooks.ts';
import {
  admit,
  askIn,
  change,
  claimsOf,
  create,
  errorOf,
  guestName,
  hour,
  list,
  minute,
  newIncarnation,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

describe.each(databaseKinds)('an appointment on %s', (kind) => {
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

  const ticketFor = async (id: string, device?: string) => {
    const body = { incarnation: newIncarnation(), ...(device === undefined ? {} : { device }) };
    return sendAsAdvisor(test, 'POST', `/api/v1/appointments/${id}/ticket`, body);
  };

  it('is made with link, code and number, which no later answer repeats', async () => {
    const made = await create(test);
    const [page, fragment = ''] = made.joinLink.split('#');
    const [id, k, code] = fragment.split('.');
    expect(page).toBe('https://video.example.de/j');
    expect([id, code]).toEqual([made.id, made.dialInCode]);
    expect(v.is(LinkSecret, k)).toBe(true);
    expect(made).toMatchObject({ status: 'confirmed', sequence: 0, mailStatus: 'queued', sealed: true });
    const shown = await sendAsAdvisor(test, 'GET', `/api/v1/appointments/${made.id}`);
    const listed = await sendAsAdvisor(test, 'GET', '/api/v1/appointments');
    for (const text of [shown.text, listed.text]) {
      expect(text).toContain(made.number);
      expect(text).not.toContain(k);
      expect(text).not.toContain(made.dialInCode);
    }
  });

  it('leaves the code out of the link when it is told separately', async () => {
    const made = await create(test, { code: 'separately' });
    expect(made.joinLink.split('#')[1]?.split('.')).toHaveLength(2);
    expect(made.dialInCode).toMatch(/^\d{8}$/);
  });

  it("leaves k to the advisor's browser when it wants to make it", async () => {
    const made = await create(test, { mail: 'advisor', linkSecret: 'browser' });
    expect(made.joinLink).toBe(`https://video.example.de/j#${made.id}`);
    expect(made.draft?.text).toContain('{link}');
    expect(made.mailStatus).toBe('none');
    const ticket = await ticketFor(made.id);
    expect(ticket.body).toMatchObject({ linkSecret: null, sealed: true });
  });

  it('answers a draft with a placeholder for the link and queues nothing when the advisor mails', async () => {
    const made = await create(test, { mail: 'advisor' });
    expect(made.draft?.to).toBe('w.ostermann@example.org');
    expect(made.draft?.calendar).toContain('{link}');
    expect(JSON.stringify(made.draft)).not.toContain(made.joinLink.split('.')[3]);
    expect(made.mailStatus).toBe('none');
  });

  it('lets the guest in with a ticket that pods accept', async () => {
    const made = await create(test, { relayOnly: true });
    const incarnation = newIncarnation();
    const admission = await admit(test, { appointment: made.id, code: made.dialInCode, incarnation });
    expect(admission).toMatchObject({
      room: made.room,
      seat: 'guest',
      sealed: true,
      name: guestName,
      changeKeysEveryS: 120,
    });
    expect(admission.linkSecret).toBeUndefined();
    expect(admission.signalling).toMatch(/^wss:\/\/video\.example\.de\/signal\/[0-9a-f]{8}$/);
    const jwks = await test.send('GET', '/.well-known/jwks.json');
    const { payload, protectedHeader } = await jwtVerify(
      admission.ticket,
      createLocalJWKSet(jwks.body as { keys: [] }),
      {
        algorithms: ['Ed25519'],
        typ: 'visavis-ticket+jwt',
        audience: 'visavis-signalling',
        issuer: 'https://video.example.de',
        currentDate: new Date(test.clock.now()),
      },
    );
    expect(protectedHeader.kid).toBeTypeOf('string');
    expect(payload).toMatchObject({ room: made.room, seat: 'guest', incarnation, sealed: true, relayOnly: true });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(payload.until).toBe((Date.parse(made.startsAt) + 30 * minute + 2 * hour) / 1000);
  });

  it('gives both sides the same affinity and the advisor the link secret', async () => {
    const made = await create(test);
    const guest = await admit(test, { appointment: made.id, code: made.dialInCode });
    const advisor = v.parse(Admission, (await ticketFor(made.id)).body);
    expect(advisor.signalling).toBe(guest.signalling);
    expect(advisor.linkSecret).toBe(made.joinLink.split('.')[3] ?? made.joinLink.split('#')[1]?.split('.')[1]);
    expect(claimsOf(advisor.ticket).seat).toBe('advisor');
    const again = v.parse(Admission, (await ticketFor(made.id, advisor.device)).body);
    expect(claimsOf(again.ticket).device).toBe(claimsOf(advisor.ticket).device);
  });

  it('lets a device that was in before come back without the code, as the same device', async () => {
    const made = await create(test);
    const first = await admit(test, { appointment: made.id, code: made.dialInCode });
    const second = await admit(test, { appointment: made.id, device: first.device });
    expect(claimsOf(second.ticket).device).toBe(claimsOf(first.ticket).device);
    expect(claimsOf(second.ticket).jti).not.toBe(claimsOf(first.ticket).jti);
    const other = await create(test);
    expect((await askIn(test, { appointment: other.id, device: first.device })).status).toBe(403);
  });

  it('opens the line when the guest comes by number, and seals it again when they come by link', async () => {
    const made = await create(test);
    const byNumber = await admit(test, { number: made.number, code: made.dialInCode, name: 'Minna' });
    expect(byNumber).toMatchObject({ sealed: false, name: 'Minna' });
    expect(claimsOf(byNumber.ticket).sealed).toBe(false);
    expect((await ticketFor(made.id)).body).toMatchObject({ sealed: false });
    await admit(test, { appointment: made.id, code: made.dialInCode });
    expect((await ticketFor(made.id)).body).toMatchObject({ sealed: true });
  });

  it('keeps version and moment of the consent, and asks again when the terms have changed', async () => {
    const made = await create(test);
    const old = await askIn(test, { appointment: made.id, code: made.dialInCode, consent: { version: '2019-01' } });
    expect([old.status, errorOf(old.body).code]).toEqual([409, 'consent-outdated']);
    const at = new Date(test.clock.now());
    await admit(test, { appointment: made.id, code: made.dialInCode });
    const rows = await database.database.db.execute('select consent_version, consent_at::text as at from appointments');
    const [row] = (rows as unknown as { rows: { consent_version: string; at: string }[] }).rows;
    expect(row?.consent_version).toBe('2026-11');
    expect(Date.parse(row?.at ?? '')).toBe(at.getTime());
    expect((await list(test))[0]?.admittedAt).toBe(at.toISOString());
  });

  it('moves with the same link and code, one mail and a higher sequence', async () => {
    const made = await create(test, {}, 2 * 24 * hour);
    const startsAt = new Date(test.clock.now() + 10 * minute).toISOString();
    const moved = await change(test, made.id, { startsAt, durationMinutes: 45 });
    expect(moved).toMatchObject({ sequence: 1, startsAt, durationMinutes: 45, room: made.room, number: made.number });
    const link = await test.send('POST', '/api/v1/link', { appointment: made.id });
    expect(link.body).toMatchObject({ state: 'open', movedFrom: made.startsAt, startsAt });
    await admit(test, { appointment: made.id, code: made.dialInCode });
  });

  it('takes nothing of the time before with it: neither who came nor what the advisor said of it', async () => {
    const made = await create(test);
    await admit(test, { appointment: made.id, code: made.dialInCode });
    test.clock.jump(hour);
    const note = `/api/v1/appointments/${made.id}/outcome`;
    expect((await sendAsAdvisor(test, 'POST', note, { outcome: 'missed' })).body).toMatchObject({ outcome: 'missed' });
    const startsAt = new Date(test.clock.now() + 24 * hour).toISOString();
    expect(await change(test, made.id, { startsAt })).toMatchObject({ outcome: null, admittedAt: null });
    expect(await database.database.db.select().from(toldOutcomes)).toEqual([]);
    test.clock.jump(24 * hour);
    await admit(test, { appointment: made.id, code: made.dialInCode });
    const soon = new Date(test.clock.now() + minute).toISOString();
    expect((await change(test, made.id, { startsAt: soon })).admittedAt).not.toBeNull();
  });

  it('is refused to everybody once cancelled, and cancelled only once', async () => {
    const made = await create(test);
    const first = await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    const second = await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    expect(first.body).toMatchObject({ status: 'cancelled', sequence: 1 });
    expect(second.body).toMatchObject({ status: 'cancelled', sequence: 1 });
    expect((await askIn(test, { appointment: made.id, code: made.dialInCode })).status).toBe(403);
    expect((await ticketFor(made.id)).status).toBe(409);
    expect((await test.send('POST', '/api/v1/link', { appointment: made.id })).body).toMatchObject({
      state: 'cancelled',
      calendar: null,
    });
  });

  it('tells whoever has the link when it is, and nothing of the guest', async () => {
    const made = await create(test, {}, 3 * 24 * hour);
    const answer = await test.send('POST', '/api/v1/link', { appointment: made.id });
    const link = v.parse(LinkAnswer, answer.body);
    expect(link).toMatchObject({ state: 'early', advisor: 'Frau Berger', codeInLink: true });
    expect(Date.parse(link.opensAt)).toBe(Date.parse(made.startsAt) - 15 * minute);
    for (const secret of [guestName, 'ostermann', 'Kostenplan', made.dialInCode]) {
      expect(answer.text).not.toContain(secret);
    }
    const unknown = await test.send('POST', '/api/v1/link', { appointment: newIncarnation() });
    expect([unknown.status, errorOf(unknown.body).code]).toEqual([404, 'link-unknown']);
  });

  it('changes nothing when the link is asked about', async () => {
    const made = await create(test, { mail: 'advisor' });
    const before = await dump();
    for (let i = 0; i < 5; i++) await test.send('POST', '/api/v1/link', { appointment: made.id });
    await test.send('POST', '/api/v1/link', { appointment: newIncarnation() });
    expect(await dump()).toBe(before);
  });

  const dump = async () => {
    const tables = ['appointments', 'outbox', 'attempt_counters', 'sessions', 'signing_keys'];
    const contents = tables.map((table) => database.database.db.execute(`select * from ${table} order by 1`));
    return JSON.stringify((await Promise.all(contents)).map((result) => (result as unknown as { rows: [] }).rows));
  };
});
