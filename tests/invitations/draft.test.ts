/** The mail that an advisor sends by hand: filled in by the browser, opened by mail programs. */
import { emlOf, fillDraft, foldCalendar, linkPlaceholder, MailDraft } from '@visavis/shared';
import { simpleParser } from 'mailparser';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { draft } from '../../services/appointments/invitations/invitation.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';
import { readCalendar } from '../support/read-calendar.ts';

const link = 'https://video.example.de/j#Zm9vYmFyYmF6cXV4MTIzNA.c2VjcmV0c2VjcmV0c2VjcmU.48291370';
const made = draft(invitationFacts({ joinLink: null }), invitationSettings);
const octets = (line: string) => Buffer.byteLength(line);

describe('a draft', () => {
  it('holds the placeholder wherever the link goes, and no link', () => {
    expect(v.is(MailDraft, made)).toBe(true);
    for (const part of [made.text, made.html, made.calendar]) {
      expect(part).toContain(linkPlaceholder);
      expect(part).not.toContain('/j#');
    }
  });

  it('takes no placeholder from a name', () => {
    const tricky = draft(
      invitationFacts({ joinLink: null, guest: { name: '{link}', email: 'g@example.org' } }),
      invitationSettings,
    );
    expect(tricky.text.split(linkPlaceholder)).toHaveLength(made.text.split(linkPlaceholder).length);
  });

  it('has the link at once where the service knows it', () => {
    const known = draft(invitationFacts(), invitationSettings);
    expect(known.text).toContain(invitationFacts().joinLink);
    expect(known.text).not.toContain(linkPlaceholder);
  });

  it('of a cancellation needs no link', () => {
    const cancelled = draft(invitationFacts({ kind: 'cancel', joinLink: null }), invitationSettings);
    expect(Object.values(cancelled).join()).not.toContain(linkPlaceholder);
  });
});

describe('filling a draft', () => {
  const filled = fillDraft(made, link);

  it('puts the link in every place', () => {
    expect(Object.values(filled).join()).not.toContain(linkPlaceholder);
    expect(filled.text).toContain(`\n${link}\n`);
    expect(filled.html).toContain(`href="${link}"`);
    const read = readCalendar(filled.calendar);
    expect(read).toMatchObject({ method: 'PUBLISH', url: link, location: link });
    expect(read.description).toContain(link);
  });

  it('folds the calendar afterwards, at 75 octets and never inside a character', () => {
    expect(Math.max(...filled.calendar.split('\r\n').map(octets))).toBeLessThanOrEqual(75);
    const long = `SUMMARY:${'äöü😀'.repeat(60)}`;
    const folded = foldCalendar(`${long}\r\n`);
    expect(folded.split('\r\n').every((line) => Buffer.from(line).toString() === line)).toBe(true);
    expect(Math.max(...folded.split('\r\n').map(octets))).toBeLessThanOrEqual(75);
    expect(folded.replaceAll('\r\n ', '')).toBe(`${long}\r\n`);
    expect(foldCalendar(folded)).toBe(folded);
  });

  it.each(['javascript:alert(1)', 'https://x.de/j#a"b', 'https://x.de/j#a\r\nb', 'https://x.de/j#a,b', '$&', ''])(
    'refuses what is no join link: %j',
    (bad) => {
      expect(() => fillDraft(made, bad)).toThrow(RangeError);
    },
  );
});

describe('the .eml file', () => {
  const filled = fillDraft(made, link);

  it('is read by a mail parser with text, HTML and calendar file', async () => {
    const mail = await simpleParser(Buffer.from(emlOf(filled, 'berger@example.de'), 'latin1'));
    expect(mail.subject).toBe(made.subject);
    expect(mail.to).toMatchObject({ value: [{ address: 'grete@example.org' }] });
    expect(mail.from?.value).toMatchObject([{ address: 'berger@example.de' }]);
    expect(mail.headers.get('x-unsent')).toBe('1');
    expect(mail.text?.trim()).toBe(filled.text.trim());
    expect(mail.html).toBe(filled.html);
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]).toMatchObject({ filename: 'termin.ics', contentType: 'text/calendar' });
    expect(mail.attachments[0]?.content.toString('utf8')).toBe(filled.calendar);
  });

  it('is plain ASCII in lines of 76 characters', () => {
    const eml = emlOf(filled);
    expect(eml).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(eml.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...eml.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(eml).not.toContain('From:');
  });

  it.each(['Größe 😀 '.repeat(20), '=?UTF-8?B?eA==?=', 'plain', '', 'Schöne\r\nBcc: x@y.z'])(
    'carries the subject line %j and no other header',
    async (subject) => {
      const mail = await simpleParser(emlOf({ ...filled, subject }));
      expect(mail.subject ?? '').toBe(subject.replace(/\s+/g, ' ').trim());
      expect(mail.bcc).toBeUndefined();
    },
  );

  it('keeps half a character from breaking the rest', async () => {
    const mail = await simpleParser(emlOf({ ...filled, text: 'A\ud83dB' }));
    expect(mail.text?.trim()).toBe('A\ufffdB');
  });

  it.each(['a@b.de, c@d.de', 'a@b.de\r\nBcc: c@d.de', 'Name <a@b.de>', 'nobody'])('refuses the recipient %j', (to) => {
    expect(() => emlOf({ ...filled, to })).toThrow(RangeError);
  });
});
