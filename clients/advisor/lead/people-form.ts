/** Whose data is meant: what a lead types, checked before it is asked for. Pure. */
import { PersonKey } from '@visavis/shared';
import * as v from 'valibot';

export interface PersonForm {
  by: 'email' | 'appointment';
  email: string;
  name: string;
  number: string;
}
export type PersonField = 'email' | 'name' | 'number';

export const emptyPerson: PersonForm = { by: 'email', email: '', name: '', number: '' };

/** Fields that are asked for and not right. Spaces and dashes in a number are no mistake. */
export function checkPerson(form: PersonForm): Set<PersonField> {
  const wrong = new Set<PersonField>();
  if (form.by === 'email') {
    if (!v.is(PersonKey, { email: form.email })) wrong.add('email');
    return wrong;
  }
  if (form.name.trim() === '') wrong.add('name');
  if (!v.is(PersonKey, { name: 'x', number: digitsOf(form.number) })) wrong.add('number');
  return wrong;
}

const digitsOf = (text: string): string => text.replace(/[\s-]/g, '');

/** @throws {ValiError} when {@link checkPerson} finds something */
export const personKey = (form: PersonForm): PersonKey =>
  v.parse(PersonKey, form.by === 'email' ? { email: form.email } : { name: form.name, number: digitsOf(form.number) });

/** What has to be typed again before everything goes: the address, or the number of the appointment. */
export const isTypedAgain = (key: PersonKey, typed: string): boolean =>
  'email' in key ? typed.trim().toLowerCase() === key.email.toLowerCase() : digitsOf(typed.trim()) === key.number;
