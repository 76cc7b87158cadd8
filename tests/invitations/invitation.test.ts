/** What the mails say, in both languages, and what they never say. */
import { describe, expect, it } from 'vitest';
import { type InvitationFacts, invitationKinds } from '../../services/appointments/invitations/facts.ts';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';

const compose = (changes: Partial<InvitationFacts> = {}, settings = invitationSettings) =>
  composeInvitation(invitationFacts(changes), settings);
const movedFromMs = Date.parse('2026-11-23T08:00:00Z');
const languages = ['de', 'en'] as const;
const every = languages.flatMap((language) => invitationKinds.map((kind) => [language, kind] as const));

describe('an invitation in German', () => {
  const { text, subject } = compose();

  it('tells time with zone, length, advisor, link, number, code and telephone', () => {
    for (const part of [
      'Guten Tag Grete Lüders,',
      'Wann: Dienstag, 24. November 2026, 10:00 Uhr (mitteleuropäische Zeit)',
      'Dauer: etwa 30 Minuten',
      'Mit: Frau Berger, Musterkasse',
      `\n${invitationFacts().joinLink}\n`,
      'Terminnummer: 4711 2233 10',
      'Einwahlcode: 4829 1370',
      'Rufen Sie uns an: +49 800 123 45 67.',
      'TESTEN SIE IHR GERÄT SCHON JETZT',
      'Kamera und Mikrofon',
      'Nutzungsbedingungen: https://video.example.de/terms',
      'Datenschutz: https://video.example.de/privacy',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('has a subject line that says no more than when', () => {
    expect(subject).toBe('Ihr Videotermin am 24. November um 10:00 Uhr');
  });

  it('names the zone exactly in the hour that clocks show twice', () => {
    expect(compose({ startsAtMs: Date.parse('2026-10-25T00:30:00Z') }).text).toContain(
      '02:30 Uhr (mitteleuropäische Sommerzeit)',
    );
    expect(compose({ startsAtMs: Date.parse('2026-10-25T01:30:00Z') }).text).toContain(
      '02:30 Uhr (mitteleuropäische Normalzeit)',
    );
  });
});

describe('an invitation in English', () => {
  it('tells the same', () => {
    const { text, subject, language } = compose({ language: 'en' });
    expect(language).toBe('en');
    expect(subject).toBe('Your video appointment on 24 November at 10:00');
    expect(text).toContain('When: Tuesday, 24 November 2026, 10:00 (Central European Time)');
    expect(text).toContain('Appointment number: 4711 2233 10');
    expect(text).toContain('Dial-in code: 4829 1370');
  });
});

describe('the dial-in code', () => {
  it('is not in the mail when it is told separately, but how it comes is', () => {
    const facts = invitationFacts();
    const link = facts.joinLink?.replace(/\.\d{8}$/, '') ?? '';
    const mail = compose({ code: 'separately', joinLink: link });
    const all = `${mail.subject}${mail.text}${mail.html}${mail.calendar.content}`;
    expect(all).not.toMatch(/4829 ?1370/);
    expect(mail.text.replaceAll('\n', ' ')).toContain('Ihren Einwahlcode erhalten Sie getrennt von dieser E-Mail');
  });

  it('is said to stay the same where it is no longer known', () => {
    expect(compose({ kind: 'move', movedFromMs, dialInCode: null }).text).toContain('Ihr Einwahlcode bleibt derselbe.');
  });

  it('comes alone in a mail of its own', () => {
    const mail = compose({ kind: 'code' });
    expect(mail.subject).toBe('Neuer Einwahlcode für Ihren Videotermin am 24. November um 10:00 Uhr');
    expect(mail.text).toContain('Der alte gilt nicht mehr');
    expect(mail.text).toContain('Einwahlcode: 4829 1370');
  });
});

describe('a moved appointment', () => {
  const mail = compose({ kind: 'move', sequence: 1, movedFromMs });

  it('tells the old time as void and the new one, with the same link', () => {
    expect(mail.subject).toBe('Neue Zeit: Ihr Videotermin ist jetzt am 24. November um 10:00 Uhr');
    expect(mail.text).toContain(
      'Bisher: Montag, 23. November 2026, 09:00 Uhr (mitteleuropäische Zeit) – gilt nicht mehr',
    );
    expect(mail.text).toContain('Wann: Dienstag, 24. November 2026, 10:00 Uhr');
    expect(mail.text).toContain('Ihr Link bleibt derselbe.');
    expect(mail.text).toContain(invitationFacts().joinLink);
    expect(mail.html).toContain(
      '<s>Montag, 23.&nbsp;November&nbsp;2026<br>09:00&nbsp;Uhr (mitteleuropäische Zeit)</s>',
    );
  });
});

describe('a cancelled appointment', () => {
  const mail = compose({ kind: 'cancel', sequence: 1, joinLink: null, dialInCode: null });

  it('says so, offers the telephone, and leads nowhere', () => {
    expect(mail.subject).toBe('Abgesagt: Ihr Videotermin am 24. November um 10:00 Uhr');
    expect(mail.text).toContain('findet nicht statt');
    expect(mail.text).toContain('+49 800 123 45 67');
    expect(`${mail.text}${mail.html}${mail.calendar.content}`).not.toContain('/j#');
    expect(mail.calendar.method).toBe('CANCEL');
  });
});

describe.each(every)('every mail (%s, %s)', (language, kind) => {
  const mail = compose({ language, kind, movedFromMs: kind === 'move' ? movedFromMs : null });

  it('has no placeholder, no exclamation mark and no health wording', () => {
    const words = `${mail.subject}\n${mail.text}`;
    expect(words).not.toMatch(/undefined|null|\{|\}|NaN|!/);
    expect(words).not.toMatch(
      /arzt|ärztin|praxis|patient|gesundheit|krank|therapie|diagnos|doctor|health|medical|consult/i,
    );
  });

  it('says in HTML what it says in text', () => {
    const plain = mail.html
      .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    for (const word of mail.text.split(/\s+/).filter((one) => /^\p{L}{4,}$/u.test(one))) {
      expect(plain.toLocaleLowerCase()).toContain(word.toLocaleLowerCase());
    }
  });

  it('breaks its lines before they are too long for a terminal', () => {
    const long = mail.text
      .split('\n')
      .filter((line) => line.length > 78 && !/^https?:|^(Bisher|Before|Wann|When)/.test(line));
    expect(long).toEqual([]);
  });
});

describe('the envelope', () => {
  it('has the same Message-ID for the same facts, another for another change, and one thread for all', () => {
    const [first, again, resent] = [compose(), compose(), compose({ issuedAtMs: invitationFacts().issuedAtMs + 1 })];
    expect(first.messageId).toMatch(/^<[0-9a-f]{32}@video\.example\.de>$/);
    expect(again.messageId).toBe(first.messageId);
    expect(resent.messageId).not.toBe(first.messageId);
    expect(resent.threadId).toBe(first.threadId);
  });

  it('never makes a second line of a name', () => {
    const hostile = 'Eva\r\nBcc: all@example.org\u2028X';
    const mail = compose({ guest: { name: hostile, email: 'eva@example.org' }, advisor: { name: hostile } });
    expect(mail.to.name).toBe('Eva Bcc: all@example.org X');
    expect(mail.subject).not.toMatch(/[\r\n\u2028]/);
    expect(mail.text).not.toMatch(/^Bcc:/m);
  });

  it('is refused without a link, rather than sent with a placeholder', () => {
    expect(() => compose({ joinLink: null })).toThrow(RangeError);
  });
});
