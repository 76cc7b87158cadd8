/** The lead's forms: what they refuse before the service does, and what an empty field means. */
import { type AdvisorEntry, holdsLink, OwnSettings, type SettingsView, termsBlocks, withFacts } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { canPassOn, checkName, chosenOf, nameToSend, whyKept } from '../../clients/advisor/lead/advisors-form.ts';
import {
  checkSettings,
  holidayChoices,
  languageChoices,
  ownSettings,
  type SettingsForm,
  settingsForm,
} from '../../clients/advisor/lead/settings-form.ts';
import { checkTerms } from '../../clients/advisor/lead/terms-form.ts';

const view: SettingsView = {
  revision: 3,
  own: {},
  installation: {
    name: 'Musterkasse',
    phone: '0800 123',
    languages: ['de', 'en'],
    retentionDays: 30,
    remindHours: [24, 1],
    embedOrigins: ['https://a.example', 'https://b.example'],
    holidays: 'DE',
  },
};
const form = (changes: Partial<SettingsForm> = {}) => ({ ...settingsForm(view), ...changes });

describe('the settings of an organisation', () => {
  it('are nothing of its own as long as every field is empty', () => {
    expect(ownSettings(form(), view)).toEqual({});
  });

  it('come back from the form as they went in', () => {
    const own: OwnSettings = {
      name: 'Kasse Nord',
      mailPhone: '040 123 45',
      languages: ['en'],
      retentionDays: 7,
      remindHours: [48, 2],
      embedOrigins: [],
      holidays: 'DE-BB',
    };
    expect(ownSettings(settingsForm({ ...view, own }), view)).toEqual(own);
    expect(v.is(OwnSettings, own)).toBe(true);
  });

  it('tell no reminders from those of the installation', () => {
    expect(ownSettings(form({ reminders: 'none' }), view)).toEqual({ remindHours: [] });
    expect(settingsForm({ ...view, own: { remindHours: [] } }).reminders).toBe('none');
  });

  it.each([
    ['name', { name: 'x'.repeat(81) }],
    ['phone', { phone: 'rufen Sie an' }],
    ['mailPhone', { mailPhone: '12' }],
    ['retentionDays', { retentionDays: '31' }],
    ['retentionDays', { retentionDays: '1.5' }],
    ['remindHours', { reminders: 'own' as const, remindHours: '24, 24' }],
    ['remindHours', { reminders: 'own' as const, remindHours: '' }],
    ['remindHours', { reminders: 'own' as const, remindHours: '1 2 3 4 5 6' }],
  ])('refuse a wrong %s at its field', (field, changes) => {
    expect([...checkSettings(form(changes), 30).keys()]).toEqual([field]);
  });

  it('offer all states, the days that they share, and none', () => {
    expect(holidayChoices).toHaveLength(18);
    expect([holidayChoices[0], ...holidayChoices.slice(-2)]).toEqual(['DE-BW', 'DE', 'none']);
    expect(ownSettings(form({ holidays: 'none' }), view)).toEqual({ holidays: 'none' });
  });

  it('offer the languages of the installation alone', () => {
    expect(languageChoices(['de'])).toEqual(['de']);
    expect(languageChoices(['en', 'de'])).toContain('en,de');
  });
});

describe('a version of the terms', () => {
  const texts = { de: 'Text', en: '' };

  it('may lack a language as a draft, and not when it is published', () => {
    expect(checkTerms({ version: '2027-01', texts }, [], []).size).toBe(0);
    expect([...checkTerms({ version: '2027-01', texts }, [], ['de', 'en'])]).toEqual([['en', 'missing']]);
  });

  it('has a name of its own, and placeholders that stand for something', () => {
    expect(checkTerms({ version: '2027-01', texts }, ['2027-01'], []).get('version')).toBe('taken');
    expect(checkTerms({ version: 'a b', texts }, [], []).get('version')).toBe('name');
    expect(checkTerms({ version: 'a', texts: { de: '{{iban}}', en: '' } }, [], []).get('de')).toBe('placeholder');
  });

  it('is headings, lists and paragraphs, and every other sign is a sign', () => {
    const text = '## Eins\nZwei\ndrei\n\n- a\n- b\n\n* c\n<script>[x](https://evil.example)</script>';
    expect(termsBlocks(text)).toEqual([
      { kind: 'heading', text: 'Eins' },
      { kind: 'paragraph', text: 'Zwei drei' },
      { kind: 'list', items: ['a', 'b'] },
      { kind: 'list', items: ['c'] },
      { kind: 'paragraph', text: '<script>[x](https://evil.example)</script>' },
    ]);
    expect(withFacts('{{ phone }} {{other}}', { phone: '1' })).toBe('1 {{other}}');
  });
});

describe('a welcome', () => {
  it.each(['https://evil.example', 'www.evil.example', 'a@b.example', 'Lesen Sie evil.de', 'EVIL.COM'])(
    'with "%s" holds a link',
    (text) => expect(holdsLink(text)).toBe(true),
  );
  it.each(['Schön, dass Sie da sind.', 'Bis gleich. Ihr Team', 'z. B. um 10.30 Uhr'])('"%s" holds none', (text) =>
    expect(holdsLink(text)).toBe(false),
  );
});

const advisor = (id: string, change: Partial<AdvisorEntry> = {}): AdvisorEntry => ({
  ...{ id, name: id, toldName: null, signsInBy: 'provider', roles: ['advisor'], isActive: true },
  ...{ appointmentsAhead: 0, openRequests: 0, lastSignInOn: null, ...change },
});

describe('the advisors of an organisation', () => {
  it('have a name, which may be empty only where the sign-in tells one', () => {
    const told = advisor('a', { toldName: 'Weber, Anna' });
    expect([checkName(' ', advisor('a')), checkName(' ', told), checkName('x'.repeat(121), told)]).toEqual([
      'missing',
      undefined,
      'too-long',
    ]);
    expect([nameToSend('  '), nameToSend(' Frau Weber ')]).toEqual([null, 'Frau Weber']);
  });

  it('are kept where it is oneself, or the last who is active', () => {
    const gone = advisor('c', { isActive: false });
    const all = [advisor('a'), advisor('b'), gone];
    expect(all.map((one) => whyKept(one, all, 'a'))).toEqual(['own', undefined, undefined]);
    expect(whyKept(advisor('b'), [advisor('b'), gone], 'a')).toBe('last');
  });

  it('pass on what fits and was not left out, to somebody else who is active', () => {
    const busy = advisor('a', { openRequests: 1 });
    expect(canPassOn(busy, [busy, advisor('c', { isActive: false })])).toBe(false);
    expect([canPassOn(busy, [busy, advisor('b')]), canPassOn(advisor('b'), [busy, advisor('b')])]).toEqual([
      true,
      false,
    ]);
    const item = (id: string, fits: boolean) => ({
      ...{ id, kind: 'appointment' as const, number: null, startsAt: '2027-01-14T09:30:00Z', durationMinutes: 30 },
      ...{ mode: 'video' as const, isTold: true, fits },
    });
    expect(chosenOf([item('1', true), item('2', false), item('3', true)], new Set(['3']))).toEqual(['1']);
  });
});
