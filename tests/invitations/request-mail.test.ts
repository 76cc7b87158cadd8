/** Mails about a request, in both languages: what they tell, what they leave out, and nothing that promises an appointment. */
import { RequestId } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../services/appointments/invitations/message.ts';
import { type RequestFacts, requestMailKinds } from '../../services/appointments/requests/request-facts.ts';
import { composeRequestMail } from '../../services/appointments/requests/request-mail.ts';
import { invitationSettings } from '../support/invitation-facts.ts';

const link = 'https://video.example.de/book#AAAAAAAAAAAAAAAAAAAAAA.12345678';
const open = { expiresAtMs: Date.parse('2026-11-24T11:00:00Z') };
const factsOf = (kind: RequestFacts['kind'], changes: Partial<RequestFacts> = {}): RequestFacts => ({
  kind,
  request: v.parse(RequestId, 'A'.repeat(22)),
  language: 'de',
  startsAtMs: Date.parse('2026-11-26T09:00:00Z'),
  wishedForMs: kind === 'proposed' ? Date.parse('2026-11-25T09:00:00Z') : null,
  expiresAtMs: null,
  issuedAtMs: Date.parse('2026-11-22T11:00:00Z'),
  guest: { name: 'Grete Lüders', email: 'g@example.org' },
  advisor: { name: 'Frau Berger' },
  link: null,
  ...(kind === 'received' || kind === 'proposed' ? { ...open, link } : {}),
  ...changes,
});
const mailOf = (facts: RequestFacts) => composeRequestMail(facts, invitationSettings);
const { phone } = invitationSettings.organisation;

describe.each(requestMailKinds)('a mail about a request (%s)', (kind) => {
  it.each(['de', 'en'] as const)('is whole in %s: subject, title, greeting, text, no placeholder', (language) => {
    const mail = mailOf(factsOf(kind, { language }));
    expect(mail.subject.length).toBeGreaterThan(15);
    expect(mail.subject.length).toBeLessThan(90);
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('Grete Lüders');
      expect(part).not.toMatch(/undefined|NaN|\[object|\{link\}/);
    }
    expect(mail.text).toContain('10:00');
    expect(mail.text).not.toMatch(/!/);
    expect(mail.html).toContain(`lang="${language}"`);
  });

  it('has no calendar file: there is no appointment', () => {
    expect(mailOf(factsOf(kind)).calendar).toBeNull();
    expect(messageOf(mailOf(factsOf(kind)))).not.toHaveProperty('icalEvent');
  });

  it('loads nothing, runs nothing, and links to the pages and the telephone only', () => {
    const { html } = mailOf(factsOf(kind));
    expect(html).not.toMatch(/<(img|link|script|iframe|form|input)\b|\b(src|on\w+)\s*=/i);
    for (const [, target = ''] of html.matchAll(/href="([^"]*)"/g)) {
      expect(target).toMatch(/^(https:\/\/video\.example\.de\/(book#|terms$|privacy$)|tel:\+?\d+$)/);
    }
  });

  it('is the same mail for the same facts, in one thread with the others', () => {
    expect(mailOf(factsOf(kind))).toEqual(mailOf(factsOf(kind)));
    expect(mailOf(factsOf(kind)).threadId).toBe(mailOf(factsOf('received')).threadId);
  });
});

describe('mails about a request', () => {
  it('say until when somebody must answer, and where', () => {
    for (const kind of ['received', 'proposed'] as const) {
      const mail = mailOf(factsOf(kind));
      expect(mail.text).toContain(link);
      expect(mail.text.replace(/\s+/g, ' ')).toContain('24. November 2026, 12:00 Uhr');
    }
  });

  it('name the telephone number where there is no page', () => {
    for (const kind of requestMailKinds) {
      const mail = mailOf(factsOf(kind, { link: null }));
      expect(mail.text).toContain(phone);
      expect(mail.html).not.toContain('/book');
    }
  });

  it('strike out the wish beside a proposal, in words too', () => {
    const { text } = mailOf(factsOf('proposed'));
    expect(text).toMatch(/Ihre Wunschzeit: Mittwoch, 25\. November 2026.*nicht möglich/);
    expect(text).toMatch(/Unser Vorschlag: Donnerstag, 26\. November 2026/);
  });

  it('tell who did not answer when it is expired', () => {
    const wishedForMs = Date.parse('2026-11-25T09:00:00Z');
    expect(mailOf(factsOf('expired')).text).toContain('nicht rechtzeitig bestätigt');
    expect(mailOf(factsOf('expired', { wishedForMs })).text).toContain('keine Antwort von Ihnen');
  });

  it('keep hostile names on their line', () => {
    const guest = { name: 'A\r\nBcc: b@example.org <b>', email: 'g@example.org' };
    const mail = mailOf(factsOf('received', { guest }));
    expect(mail.to.name).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toContain('<b>');
  });
});
