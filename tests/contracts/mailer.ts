/** What every mailer promises; run on each implementation by `mailer.test.ts`. */
import type { ParsedMail } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvitationFacts } from '../../services/appointments/invitations/facts.ts';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import type { Mailer } from '../../services/appointments/invitations/mailer.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';
import { readCalendar } from '../support/read-calendar.ts';

export interface MailerHarness {
  mailer: Mailer;
  /** What arrived, as bytes and read by a parser, in the order of arrival. */
  arrived(): Promise<{ raw: Buffer; mail: ParsedMail }[]>;
  close(): Promise<void>;
}

const hostileName = 'Ömer "Ö" <x@y.z>, שרה 😀';

const compose = (changes: Partial<InvitationFacts> = {}, settings = invitationSettings) =>
  composeInvitation(invitationFacts(changes), settings);

async function onlyOne(harness: MailerHarness) {
  const [first, ...more] = await harness.arrived();
  expect(more).toEqual([]);
  if (!first) throw new Error('nothing arrived');
  return first;
}

async function deliversWhatWasComposed(harness: MailerHarness): Promise<void> {
  const mail = compose();
  await harness.mailer.send(mail);
  const { mail: read } = await onlyOne(harness);
  expect(read.subject).toBe(mail.subject);
  expect(read.text?.trim()).toBe(mail.text.trim());
  expect(String(read.html).trim()).toBe(mail.html.trim());
  const [alternative, file] = read.attachments;
  expect(read.attachments).toHaveLength(2);
  expect(file).toMatchObject({ contentType: 'application/ics', filename: 'videotermin.ics' });
  for (const part of [alternative, file]) {
    const calendar = part?.content.toString('utf8') ?? '';
    expect(calendar.trim()).toBe(mail.calendar.content.trim());
    expect(readCalendar(calendar).uid).toBe(readCalendar(mail.calendar.content).uid);
  }
}

async function keepsHeadersApart(harness: MailerHarness): Promise<void> {
  const guest = { name: hostileName, email: 'o.kaya+termin@example.org' };
  const from = { name: hostileName, address: 'termine@example.de' };
  const mail = compose({ guest }, { ...invitationSettings, from, replyTo: 'antwort@example.de' });
  await harness.mailer.send(mail);
  const { raw, mail: read } = await onlyOne(harness);
  expect(read.to).toMatchObject({ value: [{ name: mail.to.name, address: guest.email }] });
  expect(read.from?.value).toMatchObject([{ name: mail.from.name, address: 'termine@example.de' }]);
  expect(read.replyTo?.value).toMatchObject([{ address: 'antwort@example.de' }]);
  expect(read.cc).toBeUndefined();
  expect(read.bcc).toBeUndefined();
  expect(read.messageId).toBe(mail.messageId);
  expect(read.references).toEqual(mail.threadId);
  expect(read.date?.getTime()).toBe(mail.dateMs);
  expect(read.headers.get('content-language')).toBe('de');
  expect(read.headers.get('auto-submitted')).toBe('auto-generated');
  expect(raw.toString('latin1')).toMatch(/^[\x20-\x7e\r\n\t]*$/);
}

export function describeMailer(name: string, start: () => Promise<MailerHarness>): void {
  describe(`the ${name} mailer`, () => {
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await start();
    });
    afterEach(() => harness.close());

    it('delivers text, HTML and calendar as they were composed', () => deliversWhatWasComposed(harness));

    it('keeps names, addresses and headers to themselves', () => keepsHeadersApart(harness));

    it.each(['invite', 'cancel'] as const)('names the calendar method outside as inside (%s)', async (kind) => {
      await harness.mailer.send(compose({ kind }));
      const { raw, mail } = await onlyOne(harness);
      const [, method] = /^Content-Type: text\/calendar;[\s\S]*?method=(\w+)/m.exec(raw.toString('latin1')) ?? [];
      expect(method).toBe(kind === 'cancel' ? 'CANCEL' : 'REQUEST');
      expect(readCalendar(mail.attachments[0]?.content.toString('utf8') ?? '').method).toBe(method);
    });

    it('delivers many at once, each whole', async () => {
      const mails = Array.from({ length: 12 }, (_, index) => compose({ issuedAtMs: 1_800_000_000_000 + index }));
      await Promise.all(mails.map((mail) => harness.mailer.send(mail)));
      const ids = (await harness.arrived()).map(({ mail }) => mail.messageId);
      expect(ids.toSorted()).toEqual(mails.map(({ messageId }) => messageId).toSorted());
    });

    it('finishes what it is sending before it closes, and closes twice', async () => {
      const sending = harness.mailer.send(compose());
      await harness.mailer.close();
      await harness.mailer.close();
      await onlyOne(harness);
      await sending;
    });
  });
}
