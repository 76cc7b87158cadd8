/** The German health insurance number of a person (KVNR, § 290 SGB V, its unchanging part): one letter, eight digits, a check digit. */
import * as v from 'valibot';

/**
 * The last digit agrees with the rest: the letter counts as two digits (A = 01), the ten digits before the last are
 * weighted 1, 2, 1, 2 …, and the sum of the digits of all products ends in the check digit.
 */
function isRight(number: string): boolean {
  const letter = String(number.charCodeAt(0) - 64).padStart(2, '0');
  const sum = [...letter, ...number.slice(1, 9)].reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === Number(number[9]);
}

/** Typed with or without spaces, in small or capital letters; `A123456780` comes out. A number with a slip in it is refused. */
export const InsuranceNumber = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform((text) => text.replace(/\s/g, '').toUpperCase()),
  v.regex(/^[A-Z][0-9]{9}$/, 'expected a letter and nine digits'),
  v.check(isRight, 'the check digit does not agree'),
);
