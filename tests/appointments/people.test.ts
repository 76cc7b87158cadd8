/** One person's data on both databases: found, given out whole, erased without a trace, and nobody else's touched. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PersonErased, PersonExport, PersonFound } from '@visavis/shared';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxMailer, forgetOutbox } from '../../services/appointments/invitations/mailer-outbox.ts';
import {
  admit,
  create,
  day,
  errorOf,
  guestEmail,
  guestName,
  hour,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  tables,
} from '../support/appointments-app.ts';
import { asked, bookingPerson, setOffer } from '../support/booking-samples.ts';

const words = 'Bitte bringen Sie den Bescheid mit.';
const other = { name: 'Anton Brandl', email: 'a.brandl@example.org', phone: '0151 7654321' };

describe.each(databaseKinds)('one person on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    test = await startAppointments(database.database);
  }, 120_000);
  afterAll(async () => {
    await test?.close();
    await database?.close();
  }, 30_000);
  beforeEach(() =>
    database.database.db.execute('truncate appointments, requests, attempt_counters, retention_proofs cascade'),
  );

  const ask = (what: string, person: unknown) =>
    sendAsAdvisor(test, 'POST', `/api/v1/people/${what}`, what === 'erase' ? { person } : { person, language: 'de' });
  const search = async (person: unknown) => v.parse(PersonFound, (await ask('search', person)).body);
  const dump = async () => {
    const found = await Promise.all(tables.map((table) => database.database.db.execute(`select * from ${table}`)));
    return JSON.stringify(found.map((one) => (one as unknown as { rows: unknown[] }).rows));
  };
  const countOf = async (table: string) =>
    ((await database.database.db.execute(`select 1 from ${table}`)) as unknown as { rows: unknown[] }).rows.length;

  /** An appointment with a letter and a companion, over by now; a request beside it; and another person's appointment. */
  async function fill() {
    await setOffer(test);
    const made = await create(test);
    await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/letters`, { text: words });
    const companion = { name: 'Aylin Demirkan', kind: 'carer', email: 'aylin@example.net' };
    await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/companion`, companion);
    const ticket = await admit(test, { appointment: made.id, code: made.dialInCode });
    const request = await asked(test);
    const theirs = await create(test, { guest: other }, 20 * day);
    await test.appointments.settled();
    return { made, request, theirs, ticket };
  }
  const over = () => test.clock.jump(4 * hour);

  it('is found by address or by name and number, in counts alone', async () => {
    const { made } = await fill();
    const found = await search({ email: ` ${guestEmail.toUpperCase()} ` });
    const counts = Object.fromEntries(found.records.map(({ table, count }) => [table, count]));
    expect(counts).toMatchObject({ appointments: 1, requests: 1, letters: 1, companions: 1 });
    expect(found).toMatchObject({ names: 1, standing: [{ number: made.number, startsAt: made.startsAt }] });
    expect(await search({ name: guestName.toLowerCase(), number: made.number })).toEqual(found);
    expect((await search({ name: other.name, number: made.number })).records).toEqual([]);
    expect((await search({ email: 'nobody@example.org' })).records).toEqual([]);
  });

  it('is not erased while an appointment stands, and is once it is cancelled', async () => {
    const { made } = await fill();
    const before = await dump();
    const refused = await ask('erase', { email: guestEmail });
    expect([refused.status, errorOf(refused.body).code]).toEqual([409, 'conflict']);
    expect(await dump()).toBe(before);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    expect((await ask('erase', { email: guestEmail })).status).toBe(200);
  });

  it('is erased from every table, and nobody else', async () => {
    const { made, request, theirs } = await fill();
    over();
    const erased = v.parse(PersonErased, (await ask('erase', { email: guestEmail })).body);
    expect(erased.deleted).toMatchObject({ appointments: 1, requests: 1, letters: 1, companions: 1 });
    const left = await dump();
    for (const id of [made.id, made.number, made.room, request.id]) expect(left).not.toContain(id);
    expect(left).toContain(theirs.id);
    const rows = { appointments: 1, requests: 0, letters: 0, companions: 0, slot_holds: 6, request_mail_keys: 0 };
    for (const [table, count] of Object.entries(rows)) expect([table, await countOf(table)]).toEqual([table, count]);
    expect((await search({ email: guestEmail })).records).toEqual([]);
    expect((await ask('erase', { email: guestEmail })).status).toBe(404);
    expect((await search({ email: other.email })).records).not.toEqual([]);
  });

  it('leaves the day its counts: what was over is counted once, whether before or by the erasing', async () => {
    const counts = async () => {
      const sums = 'select measure, bucket, sum(count)::int as n from open_counts group by 1, 2 order by 1, 2';
      const { rows } = (await database.database.db.execute(sums)) as unknown as {
        rows: { measure: string; bucket: string; n: number }[];
      };
      const of = (measure: string, bucket?: string) =>
        rows.filter((row) => row.measure === measure && (bucket ?? row.bucket) === row.bucket).map(({ n }) => n);
      const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
      return [sum(of('held')), sum(of('appointments', 'missed')), sum(of('appointments', 'cancelled'))];
    };
    const minutePasses = async () => {
      test.clock.jump(60_000);
      await test.appointments.settled();
    };
    await database.database.db.execute('truncate open_counts');
    // The minute has not come since: the erasing counts what would be gone.
    await fill();
    const missed = await create(test);
    const cancelled = await create(test);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    over();
    expect(await counts()).toEqual([0, 0, 1]);
    expect((await ask('erase', { email: guestEmail })).status).toBe(200);
    expect(await counts()).toEqual([1, 1, 1]);
    await minutePasses();
    expect(await counts()).toEqual([1, 1, 1]);
    // The minute came first: erasing adds nothing.
    await create(test);
    over();
    const counted = async () => {
      await minutePasses();
      return counts();
    };
    // Whoever holds a row at that moment lets it be counted a minute later.
    await expect.poll(counted, { timeout: 30_000 }).toEqual([1, 2, 1]);
    expect((await ask('erase', { email: guestEmail })).status).toBe(200);
    expect(await counts()).toEqual([1, 2, 1]);
    expect((await search({ name: guestName, number: missed.number })).records).toEqual([]);
  });

  it('leaves a signed proof that names nobody', async () => {
    await fill();
    over();
    const { proof, deleted } = v.parse(PersonErased, (await ask('erase', { email: guestEmail })).body);
    const { jwk } = decodeProtectedHeader(proof);
    const key = await importJWK(jwk as JWK, 'EdDSA');
    const options = { typ: 'visavis-erasure+jwt', currentDate: new Date(test.clock.now()) };
    const { payload } = await jwtVerify(proof, key, options);
    expect(payload).toEqual({ deleted, iat: Math.floor(test.clock.now() / 1000), jti: expect.any(String) });
    expect(await dump()).toContain(proof);
    const said = JSON.stringify([payload, test.lines]);
    for (const word of [guestEmail, guestName, 'Ostermann']) expect(said).not.toContain(word);
  });

  it('keeps apart two people who share a mailbox', async () => {
    const { made } = await fill();
    const shared = await create(test, { guest: { ...other, email: guestEmail } }, 5 * 60_000);
    over();
    expect(await search({ email: guestEmail })).toMatchObject({ names: 2 });
    expect((await ask('erase', { name: guestName, number: made.number })).status).toBe(200);
    const found = await search({ name: other.name, number: shared.number });
    expect(found.records.find(({ table }) => table === 'appointments')?.count).toBe(1);
  });

  it('gets everything with its meaning, and no key to any door', async () => {
    const { made, request, ticket } = await fill();
    const { status, body, text } = await ask('export', { email: guestEmail });
    expect(status).toBe(200);
    const given = v.parse(PersonExport, body);
    for (const word of [
      guestName,
      guestEmail,
      '030 1234567',
      'Heil- und Kostenplan',
      words,
      bookingPerson.insuranceNumber,
    ]) {
      expect(text).toContain(word);
    }
    const k = made.joinLink.split('#')[1]?.split('.')[1] ?? '';
    for (const secret of [made.dialInCode, request.code, k, ticket.ticket, 'aylin@example.net', 'Demirkan', '"1.']) {
      expect(text).not.toContain(secret);
    }
    for (const { fields, records } of given.parts) {
      for (const record of records) expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(record)));
    }
    expect(given.parts.find((part) => part.table === 'appointments')?.fields.phone).toBe('Ihre Telefonnummer');
  });

  it('may be a companion: then their own name is theirs, and the guest stays', async () => {
    const { made } = await fill();
    const given = v.parse(PersonExport, (await ask('export', { email: 'aylin@example.net' })).body);
    expect(given.parts.map(({ table }) => table)).toEqual(['companions', 'outbox']);
    expect(given.parts[0]?.records).toMatchObject([{ name: 'Aylin Demirkan', email: 'aylin@example.net' }]);
    expect((await ask('erase', { email: 'aylin@example.net' })).status).toBe(200);
    expect(await countOf('companions')).toBe(0);
    expect(await dump()).toContain(made.id);
  });
});

describe('mails kept as files', () => {
  it('go with the person they were for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-mails-'));
    const mailer = createOutboxMailer(folder);
    const mail = {
      ...{ threadId: '<t@example.de>', from: { name: 'Musterkasse', address: 'termine@example.de' }, replyTo: null },
      ...{
        language: 'de' as const,
        subject: 'Ihr Termin',
        text: `An ${guestEmail}`,
        html: '<p>Termin</p>',
        calendar: null,
      },
    };
    const to = [
      { name: 'Wilhelmine Östermann, geborene von und zu Hohenlohe-Langenburg', address: guestEmail },
      { name: other.name, address: other.email },
    ];
    for (const [at, one] of to.entries())
      await mailer.send({ ...mail, to: one, messageId: `<m${at}@example.de>`, dateMs: at });
    expect(await forgetOutbox(folder, [guestEmail.toUpperCase()])).toBe(1);
    const [left = '', ...further] = readdirSync(folder);
    expect(further).toEqual([]);
    expect(readFileSync(join(folder, left), 'utf8')).toContain(other.email);
    rmSync(folder, { recursive: true });
    expect(await forgetOutbox(folder, [guestEmail])).toBe(0);
  });
});
