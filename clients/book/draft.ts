/** What a guest has chosen and typed so far, and what of it still does not fit. Pure. */
import { BookingPerson, type BookingRequest, InsuranceNumber } from '@visavis/shared';
import * as v from 'valibot';
import { typedDay } from './typed-day.ts';

/** As typed: nothing is corrected under somebody's fingers. `by` says with which of the two they are known. */
export interface Typed {
  salutation: BookingPerson['salutation'];
  firstName: string;
  lastName: string;
  phone: string;
  email: string;
  by: 'number' | 'birth';
  insuranceNumber: string;
  /** Day, month and year, see `typed-day.ts`. */
  birthDate: string;
  subject: string;
}

export interface Draft {
  service: string | undefined;
  /** ISO 8601, as the service offered it. */
  startsAt: string | undefined;
  typed: Typed;
  /** Of the wish as it was sent: with it the service knows the same wish again. None before, and none once anything was changed. */
  key?: string | undefined;
}

export const emptyDraft: Draft = {
  service: undefined,
  startsAt: undefined,
  typed: {
    salutation: 'none',
    firstName: '',
    lastName: '',
    phone: '',
    email: '',
    by: 'number',
    insuranceNumber: '',
    birthDate: '',
    subject: '',
  },
};

/** Fields in which something can be wrong, in the order of the page. */
export const fields = ['firstName', 'lastName', 'phone', 'email', 'insuranceNumber', 'birthDate', 'subject'] as const;
export type Field = (typeof fields)[number];
/** `slip`: an insurance number whose check digit does not agree with the rest. */
export type FieldProblem = 'missing' | 'wrong' | 'slip';
export type FieldProblems = Partial<Record<Field, FieldProblem>>;

const { entries } = BookingPerson;
const schemas: Record<Field, v.GenericSchema<unknown, unknown>> = {
  firstName: entries.firstName,
  lastName: entries.lastName,
  phone: entries.phone,
  email: entries.email,
  insuranceNumber: InsuranceNumber,
  birthDate: entries.birthDate.wrapped,
  subject: entries.subject,
};

const isAsked = (typed: Typed, field: Field): boolean => {
  if (field === 'insuranceNumber') return typed.by === 'number';
  if (field === 'birthDate') return typed.by === 'birth';
  return field !== 'subject' || typed.subject.trim() !== '';
};

function problemOf(typed: Typed, field: Field): FieldProblem | undefined {
  if (typed[field].trim() === '') return 'missing';
  const result = v.safeParse(schemas[field], field === 'birthDate' ? typedDay(typed.birthDate) : typed[field]);
  if (result.success) return undefined;
  return field === 'insuranceNumber' && result.issues[0].type === 'check' ? 'slip' : 'wrong';
}

/** What does not fit yet. Somebody born after `today` (a day like `2026-11-22`) is not. */
export function personProblems(typed: Typed, today: string): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of fields) {
    const problem = isAsked(typed, field) ? problemOf(typed, field) : undefined;
    if (problem !== undefined) problems[field] = problem;
  }
  if (typed.by === 'birth' && typedDay(typed.birthDate) > today) problems.birthDate ??= 'wrong';
  return problems;
}

/** As the service takes it; undefined while something does not fit. */
export function personOf(typed: Typed): BookingPerson | undefined {
  const { salutation, firstName, lastName, phone, email } = typed;
  const result = v.safeParse(BookingPerson, {
    ...{ salutation, firstName, lastName, phone, email },
    ...(typed.by === 'number' ? { insuranceNumber: typed.insuranceNumber } : { birthDate: typedDay(typed.birthDate) }),
    ...(typed.subject.trim() === '' ? {} : { subject: typed.subject }),
  });
  return result.success ? result.output : undefined;
}

/** `A123456780` as `A 123 456 780`. */
export const groupedNumber = (number: string): string =>
  number.replace(/^([A-Z])(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3\u00a0$4');

/** All of the wish but the work. */
export type Wish = Omit<v.InferInput<typeof BookingRequest>, 'work'>;
