/** What every mailer promises; run on each implementation by `mailer.test.ts`. */
import type { ParsedMail } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

export function describeMailer(name: string, start: () => Promise<MailerHarness>): void {
  describe(`the ${name} mailer`, () => {
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await start();
    });
    afterEach(() => harness.close());

    const arrivedOne = async () => {
      const [first, ...more] = await harness.arrived();
      expect(more).toEqual([]);
      if (!first) throw new Error('nothing arrived');
      return first;
    };

    it('delivers text, HTML and calendar as they were composed', async () => {
      const mail = composeInvitation(invitationFacts(), invitationSettings);
      await harness.mailer.send(mail);
      const { mail: read } = await arrivedOne();
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
    });

    it.each(['invite', 'cancel'] as const)('names the calendar method outside as inside (%s)', async (kind) => {
      await harness.mailer.send(composeInvitation(invitationFacts({ kind }), invitationSettings));
      const { raw, mail } = await arrivedOne();
      const [, method] = /^Content-Type: text\/calendar;[\s\S]*?method=(\w+)/m.exec(raw.toString('latin1')) ?? [];
      expect(method).toBe(kind === 'cancel' ? 'CANCEL' : 'REQUEST');
      expect(readCalendar(mail.attachments[0]?.content.toString('utf8') ?? '').method).toBe(method);
    });

    it('keeps names, addresses and headers to themselves', async () => {
      const guest = { name: hostileName, email: 'o.kaya+termin@example.org' };
      const settings = { ...invitationSettings, from: { name: hostileName, address: 'termine@example.de' } };
      const mail = composeInvitation(invitationFacts({ guest }), { ...settings, replyTo: 'antwort@example.de' });
      await harness.mailer.send(mail);
      const { raw, mail: read } = await arrivedOne();
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
    });

    it('delivers many at once, each whole', async () => {
      const mails = Array.from({ length: 12 }, (_, index) =>
        composeInvitation(invitationFacts({ issuedAtMs: 1_800_000_000_000 + index }), invitationSettings),
      );
      await Promise.all(mails.map((mail) => harness.mailer.send(mail)));
      const ids = (await harness.arrived()).map(({ mail }) => mail.messageId);
      expect(ids.toSorted()).toEqual(mails.map(({ messageId }) => messageId).toSorted());
    });

    it('finishes what it is sending before it closes, and closes twice', async () => {
      const sending = harness.mailer.send(composeInvitation(invitationFacts(), invitationSettings));
      await harness.mailer.close();
      await harness.mailer.close();
      await sending;
      await arrivedOne();
    });
  });
}
