/** Whose data a lead asks for: nothing vague is asked, and nothing is erased by a slip. */
import { describe, expect, it } from 'vitest';
import {
  checkPerson,
  emptyPerson,
  isTypedAgain,
  type PersonForm,
  personKey,
} from '../../clients/advisor/lead/people-form.ts';

const form = (part: Partial<PersonForm>): PersonForm => ({ ...emptyPerson, ...part });
const byNumber = { by: 'appointment', name: 'Wilhelmine Ostermann', number: '4711 2233-10' } as const;

describe('one person', () => {
  it.each<[string, Partial<PersonForm>, string[]]>([
    ['nothing at all', {}, ['email']],
    ['half an address', { email: 'w.ostermann@' }, ['email']],
    ['a whole address', { email: ' w.ostermann@example.org ' }, []],
    ['nothing of an appointment', { by: 'appointment' }, ['name', 'number']],
    ['a number that is too short', { ...byNumber, number: '47112233' }, ['number']],
    ['a number with spaces and dashes', byNumber, []],
  ])('is asked for with %s', (_what, part, wrong) => expect([...checkPerson(form(part))]).toEqual(wrong));

  it('is named as the service wants it', () => {
    expect(personKey(form({ email: ' w.ostermann@example.org ' }))).toEqual({ email: 'w.ostermann@example.org' });
    expect(personKey(form(byNumber))).toEqual({ name: 'Wilhelmine Ostermann', number: '4711223310' });
  });

  it('is erased only after the same was typed again', () => {
    const [mail, number] = [personKey(form({ email: 'W.Ostermann@example.org' })), personKey(form(byNumber))];
    expect(isTypedAgain(mail, ' w.ostermann@EXAMPLE.org')).toBe(true);
    expect(isTypedAgain(number, '4711 2233 10')).toBe(true);
    for (const [key, typed] of [
      [mail, ''],
      [mail, 'ostermann@example.org'],
      [number, '4711223311'],
      [number, 'Wilhelmine Ostermann'],
    ] as const) {
      expect(isTypedAgain(key, typed)).toBe(false);
    }
  });
});
