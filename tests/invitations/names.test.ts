/** Names and numbers as they go into mails. */
import { describe, expect, it } from 'vitest';
import { dialled, inGroups, inSentence, oneLine } from '../../services/appointments/invitations/names.ts';

describe('a name', () => {
  it.each([
    ['umlauts, emoji, quotes and commas stay', 'Zoë "Zo" O’Brien, Ä 👩‍👩‍👧', 'Zoë "Zo" O’Brien, Ä 👩‍👩‍👧'],
    ['line ends and tabs become a space', 'A\r\n\tB\u2029C\u0000D\u0085E', 'A B C D E'],
    ['overrides of the reading direction go', 'A\u202Egnp.exe\u2066B', 'Agnp.exeB'],
    ['the placeholder of a draft is none', '{link} {{link}}', 'link {link}'],
    ['half a character goes', 'A\uD83D', 'A'],
  ])('is one safe line: %s', (_what, typed, safe) => {
    expect(oneLine(typed)).toBe(safe);
  });

  it('is cut after 200 characters', () => {
    expect(oneLine('x'.repeat(500))).toHaveLength(200);
  });

  it('is no link in a sentence, whatever it looks like', () => {
    for (const name of ['http://böse.example', 'Gewinn auf www.evil.example', 'a@evil.example', 'evil-1.example/x'])
      expect(inSentence(name)).not.toMatch(/:\/\/|[\p{L}\p{N}][.@]\p{L}/u);
    for (const name of ['Dr. med. Anna Groß-Kurz', "Seán O'Neil jr.", 'St. Galler'])
      expect(inSentence(name)).toBe(name);
  });

  it('is isolated in a sentence only when it is read from right to left', () => {
    expect(inSentence('שרה לוי')).toBe('\u2068שרה לוי\u2069');
    expect(inSentence('Sara Levi')).toBe('Sara Levi');
  });
});

describe('a number', () => {
  it('is shown in groups of four', () => {
    expect(inGroups('4711223310')).toBe('4711 2233 10');
    expect(inGroups('48291370')).toBe('4829 1370');
  });

  it.each([
    ['+49 (0) 30 / 12 34-56', '+4930123456'],
    ['0800 123 45 67', '08001234567'],
    ['(030) 1234', '0301234'],
  ])('of a telephone is dialled without decoration: %s', (shown, digits) => {
    expect(dialled(shown)).toBe(digits);
  });
});
