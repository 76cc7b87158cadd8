/** What only the mailbox proves: a suspicious wish, and a link that was lost. */
import { AdvisorRequest, BookingAnswer, GuestRequest, RequestList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { change, create, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, ask, asked, bookingPerson, nextFree, setOffer } from '../support/booking-samples.ts';

describe('a booking that the mailbox has to prove', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
    await setOffer(test);
  });
  afterEach(() => test?.close());

  const mails = async () => {
    await test.appointments.settled();
    return test.sent.splice(0);
  };
  const linkIn = (text: string | undefined) => /book#([\w-]{22})\.(\d{8})/.exec(text ?? '')?.slice(1) ?? [];
  const person = (index: number) => ({ ...bookingPerson, email: `g${index}@example.org` });
  const listed = async () =>
    v.parse(RequestList, (await sendAsAdvisor(test, 'GET', '/api/v1/requests')).body).requests.length;

  /** The fifth wish of one address within an hour, and what its mail says. */
  const suspicious = async () => {
    for (let index = 0; index < 4; index++) await asked(test, { person: person(index) });
    await mails();
    const slot = await nextFree(test);
    const answered = await ask(test, { person: person(4) });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    const [request = '', code = ''] = linkIn(mail?.text);
    return { slot, answered: v.parse(BookingAnswer, answered.body), text: answered.text, request, code };
  };

  it('holds the slot for a quarter of an hour and tells the code to nobody but the mailbox', async () => {
    const { slot, answered, text, code } = await suspicious();
    const expiresAt = new Date(test.clock.now() + 15 * minute).toISOString();
    expect(answered).toEqual({ outcome: 'unconfirmed', startsAt: slot, expiresAt });
    expect(code).not.toBe('');
    expect(text).not.toContain(code);
    expect(await nextFree(test)).not.toBe(slot);
    expect(await listed()).toBe(4);
  });

  it('becomes a request by a press, and by nothing that only looks', async () => {
    const { request, code } = await suspicious();
    const look = async () =>
      v.parse(GuestRequest, (await test.send('POST', '/api/v1/book/status', { request, code })).body).status;
    expect([await look(), await look()]).toEqual(['unconfirmed', 'unconfirmed']);
    expect((await answer(test, request, { answer: 'confirm' })).status).toBe(409);
    const confirm = () => test.send('POST', '/api/v1/book/answer', { request, code, answer: 'confirm' });
    expect((await confirm()).body).toMatchObject({ status: 'requested' });
    expect((await confirm()).status).toBe(200);
    expect((await mails()).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Ihre Anfrage ist/)]);
    expect(await listed()).toBe(5);
  });

  it('leaves nothing and writes to nobody when the mail stays unread', async () => {
    const { slot, request, code } = await suspicious();
    test.clock.advance(16 * minute);
    expect(await mails()).toEqual([]);
    expect(await nextFree(test)).toBe(slot);
    expect((await test.send('POST', '/api/v1/book/status', { request, code })).status).toBe(403);
  });

  it('gives whoever asks for much work more of it, and believes them less', async () => {
    for (let index = 0; index < 10; index++) await test.send('GET', '/api/v1/book/challenge');
    const harder = (await test.send('GET', '/api/v1/book/challenge')).body;
    expect(harder).toMatchObject({ bits: 6 });
    const answered = await ask(test);
    expect(answered.body).toMatchObject({ outcome: 'unconfirmed' });
  });

  const lost = (email: string, address?: string) =>
    test.send('POST', '/api/v1/book/lost', { email }, address === undefined ? {} : { address });

  it('answers a lost link alike for every address, and mails what there is to come', async () => {
    const made = await asked(test);
    const confirmed = await asked(test, { person: { ...bookingPerson, subject: 'Kur' } });
    await answer(test, confirmed.id, { answer: 'confirm' });
    const separate = await create(test, {
      guest: { name: 'W. Ostermann', email: bookingPerson.email },
      code: 'separately',
    });
    await mails();
    const [known, unknown] = [await lost(bookingPerson.email.toUpperCase()), await lost('nobody@example.org')];
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(known.status).toBe(204);
    const sent = await mails();
    expect(sent.every(({ to }) => to.address === bookingPerson.email)).toBe(true);
    expect(
      sent
        .map(({ text }) => linkIn(text)[0])
        .filter(Boolean)
        .sort(),
    ).toEqual([made.id, confirmed.id].sort());
    expect(sent.filter(({ calendar }) => calendar !== null)).toHaveLength(2);
    expect(sent.map(({ text, html }) => text + html).join()).not.toContain(separate.dialInCode);
  });

  it('mails a lost link with the time that holds, and none to what is cancelled', async () => {
    const made = await asked(test);
    const { appointment } = v.parse(AdvisorRequest, (await answer(test, made.id, { answer: 'confirm' })).body);
    const startsAt = new Date(Date.parse(made.startsAt) + 85 * minute).toISOString();
    await change(test, appointment ?? '', { startsAt });
    await mails();
    await lost(bookingPerson.email);
    const [told, ...more] = (await mails()).filter(({ calendar }) => calendar === null);
    const { format } = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: 'Europe/Berlin' });
    const clock = (at: string) => format(new Date(at));
    expect([more, told?.text]).toEqual([[], expect.stringContaining(clock(startsAt))]);
    expect(told?.text).not.toContain(clock(made.startsAt));
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${appointment}`);
    await mails();
    await lost(bookingPerson.email);
    expect(await mails()).toEqual([]);
  });

  it('mails lost links to the address that was corrected, and none to the one before', async () => {
    const made = await asked(test);
    const { appointment } = v.parse(AdvisorRequest, (await answer(test, made.id, { answer: 'confirm' })).body);
    await change(test, appointment ?? '', { guest: { email: 'right@example.org' } });
    await mails();
    await lost(bookingPerson.email);
    expect(await mails()).toEqual([]);
    await lost('right@example.org');
    const sent = await mails();
    expect(sent.map(({ to }) => to.address)).toEqual(['right@example.org', 'right@example.org']);
    expect(sent.flatMap(({ text }) => linkIn(text)[0] ?? [])).toEqual([made.id]);
  });

  it('ends what went to a wrong address: the page opens with the code of the corrected one alone', async () => {
    const made = await asked(test);
    const { appointment } = v.parse(AdvisorRequest, (await answer(test, made.id, { answer: 'confirm' })).body);
    await mails();
    const look = (code: string) => test.send('POST', '/api/v1/book/status', { request: made.id, code });
    await change(test, appointment ?? '', { guest: { email: bookingPerson.email } });
    expect([(await look(made.code)).status, await mails()]).toEqual([200, []]);
    await change(test, appointment ?? '', { guest: { email: 'right@example.org' } });
    expect((await look(made.code)).status).toBe(403);
    const sent = await mails();
    expect(sent.map(({ to }) => to.address)).toEqual(['right@example.org', 'right@example.org']);
    const [id, code = ''] = sent.map(({ text }) => linkIn(text)).find(([found]) => found !== undefined) ?? [];
    expect([id, (await look(code)).status]).toEqual([made.id, 200]);
  });

  it('mails lost links three times a day, and lets one address ask five times an hour', async () => {
    await asked(test);
    await mails();
    const sent = [];
    for (let index = 0; index < 4; index++) {
      expect((await lost(bookingPerson.email, `203.0.113.${index}`)).status).toBe(204);
      sent.push((await mails()).length);
    }
    expect(sent).toEqual([1, 1, 1, 0]);
    const statuses = [];
    for (let index = 0; index < 6; index++) statuses.push((await lost(`x${index}@example.org`)).status);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
  });

  it('hands the link and the calendar file to the guest of what is confirmed, until it is over', async () => {
    const made = await asked(test);
    const look = async () =>
      v.parse(
        GuestRequest,
        (await test.send('POST', '/api/v1/book/status', { request: made.id, code: made.code })).body,
      );
    expect((await look()).visit).toBeNull();
    await answer(test, made.id, { answer: 'confirm' });
    const invitation = (await mails()).at(-1)?.text ?? '';
    const { visit } = await look();
    expect(invitation).toContain(visit?.joinLink ?? 'no link');
    expect(visit?.calendar).toContain('{link}');
    expect(visit?.calendar).not.toContain('Ostermann');
    test.clock.jump(Date.parse(made.startsAt) - test.clock.now() + 300 * minute);
    expect((await look()).visit).toBeNull();
  });
});
