/** Letters outside the call on both databases: written by either side, told without their words, read by nobody else, gone with the rest. */
import { CreatedCompanion, LetterList, RequestList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  change,
  create,
  day,
  errorOf,
  guestEmail,
  hour,
  list,
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
import { answer, asked, setOffer } from '../support/booking-samples.ts';

const words = 'Bitte bringen Sie den Bescheid mit.\nEr liegt im blauen Ordner.';

describe.each(databaseKinds)('letters on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const mails = async () => {
    await test.appointments.settled();
    return test.sent.splice(0);
  };
  const readLetters = (found: { body: unknown }) => v.parse(LetterList, found.body);
  const ofAppointment = (id: string) => `/api/v1/appointments/${id}/letters`;
  const write = (id: string, text = words) => sendAsAdvisor(test, 'POST', ofAppointment(id), { text });
  const seenBy = async (who: object) => readLetters(await test.send('POST', '/api/v1/letters/list', who));
  const rows = async () => {
    const found: unknown = await database.database.db.execute('select * from letters');
    return v.parse(v.union([v.array(v.unknown()), v.object({ rows: v.array(v.unknown()) })]), found);
  };
  const count = async () => {
    const found = await rows();
    return Array.isArray(found) ? found.length : found.rows.length;
  };

  it('go both ways about an appointment, and are unread until a person opens them', async () => {
    const made = await create(test, {}, 3 * day);
    const who = { appointment: made.id, code: made.dialInCode };
    expect(readLetters(await write(made.id))).toMatchObject({ unread: 0, left: 9, with: 'Wilhelmine Ostermann' });
    expect(await seenBy(who)).toMatchObject({ unread: 1, left: 10, with: 'Frau Berger', letters: [{ text: words }] });
    expect((await seenBy(who)).letters[0]?.readAt).toBeNull();
    expect(readLetters(await test.send('POST', '/api/v1/letters/read', who)).unread).toBe(0);
    await test.send('POST', '/api/v1/letters', { ...who, text: 'Ja, gern.' });
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ unread: 1 }]);
    const opened = readLetters(await sendAsAdvisor(test, 'POST', `${ofAppointment(made.id)}/read`));
    expect(opened.letters.map(({ from, readAt }) => [from, readAt !== null])).toEqual([
      ['advisor', true],
      ['guest', true],
    ]);
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ unread: 0 }]);
  });

  it('are told by mail without a word of them, once an hour as long as nobody reads', async () => {
    const made = await create(test, {}, 3 * day);
    await mails();
    await write(made.id);
    await write(made.id, 'Noch etwas.');
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Sie haben eine Nachricht', calendar: null, to: { address: guestEmail } });
    expect(mail?.text).toContain(made.joinLink);
    expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/Bescheid|Ordner|Noch etwas/);
    test.clock.jump(61 * 60_000);
    await write(made.id, 'Ein Drittes.');
    expect(await mails()).toHaveLength(1);
    await test.send('POST', '/api/v1/letters', { appointment: made.id, code: made.dialInCode, text: 'Danke.' });
    expect(await mails()).toEqual([]);
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ mailStatus: 'sent' }]);
  });

  it('follow a request into the appointment that it becomes', async () => {
    await setOffer(test);
    const request = await asked(test);
    const who = { request: request.id, code: request.code };
    await sendAsAdvisor(test, 'POST', `/api/v1/requests/${request.id}/letters`, { text: words });
    expect((await mails()).at(-1)?.text).toContain(`/book#${request.id}.${request.code}`);
    await test.send('POST', '/api/v1/letters', { ...who, text: 'Passt auch 11 Uhr?' });
    const open = v.parse(RequestList, (await sendAsAdvisor(test, 'GET', '/api/v1/requests')).body);
    expect(open.requests).toMatchObject([{ unread: 1 }]);
    await answer(test, request.id, { answer: 'confirm' });
    const [appointment] = await list(test, `?from=${request.startsAt}`);
    expect(appointment).toMatchObject({ unread: 1 });
    const found = await sendAsAdvisor(test, 'GET', ofAppointment(appointment?.id ?? ''));
    expect(readLetters(found).letters.map(({ from }) => from)).toEqual(['advisor', 'guest']);
    expect((await seenBy(who)).letters).toHaveLength(2);
  });

  it('are read by nobody else: not without the code, not by the link of another, and nothing is marked', async () => {
    const mine = await create(test, {}, 3 * day);
    const other = await create(test, { guest: { name: 'Bert', email: 'b@example.org' } }, 3 * day);
    await write(mine.id);
    const tries = [
      { appointment: mine.id },
      { appointment: mine.id, code: wrongCode(mine.dialInCode) },
      { appointment: mine.id, code: other.dialInCode },
      { request: mine.id, code: mine.dialInCode },
    ];
    for (const who of tries) {
      for (const path of ['/api/v1/letters/list', '/api/v1/letters/read']) {
        const refused = await test.send('POST', path, who);
        expect([refused.status, errorOf(refused.body).code]).toEqual([403, 'not-admitted']);
        expect(refused.text).not.toContain('Bescheid');
      }
    }
    const third = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${mine.id}/companion`, {
      name: 'Dora Dolmetsch',
      kind: 'interpreter',
    });
    const { dialInCode } = v.parse(CreatedCompanion, third.body);
    const asCompanion = await test.send('POST', '/api/v1/letters/list', { appointment: mine.id, code: dialInCode });
    expect(errorOf(asCompanion.body).code).toBe('not-admitted');
    expect((await test.send('GET', ofAppointment(mine.id))).status).toBe(401);
    expect((await test.send('POST', '/api/v1/letters/list', {})).status).toBe(400);
    const { letters } = await seenBy({ appointment: mine.id, code: mine.dialInCode });
    expect(letters.map(({ readAt }) => readAt)).toEqual([null]);
    expect((await seenBy({ appointment: other.id, code: other.dialInCode })).letters).toEqual([]);
  });

  it('are ten a day and side at most, and of two thousand characters', async () => {
    const made = await create(test, {}, 5 * day);
    for (let index = 0; index < 10; index++) expect((await write(made.id, `Nummer ${index}`)).status).toBe(200);
    const refused = await write(made.id);
    expect([refused.status, errorOf(refused.body).code]).toEqual([429, 'too-many']);
    const who = { appointment: made.id, code: made.dialInCode };
    expect(await seenBy(who)).toMatchObject({ left: 10 });
    test.clock.jump(day + hour);
    expect((await write(made.id)).status).toBe(200);
    for (const text of ['', '   ', 'x'.repeat(2_001), 'um\u202egekehrt', 'Null\u0000']) {
      expect([text, (await test.send('POST', '/api/v1/letters', { ...who, text })).status]).toEqual([text, 400]);
    }
  });

  it('end with the appointment: none more when it is cancelled, none left when it is deleted', async () => {
    const made = await create(test, {}, day);
    await write(made.id);
    const who = { appointment: made.id, code: made.dialInCode };
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    expect(errorOf((await write(made.id)).body).code).toBe('conflict');
    expect(errorOf((await test.send('POST', '/api/v1/letters', { ...who, text: 'Schade.' })).body).code).toBe(
      'conflict',
    );
    expect(await seenBy(who)).toMatchObject({ left: 0, letters: [{ text: words }] });
    test.clock.jump(33 * day);
    await test.appointments.settled();
    expect(await count()).toBe(0);
  });

  it('lie sealed in the database and in no line of the log', async () => {
    const made = await create(test, {}, day);
    await write(made.id);
    await change(test, made.id, { resend: true });
    expect(JSON.stringify(await rows())).not.toContain('Bescheid');
    expect(test.lines.join('')).not.toContain('Bescheid');
  });
});
