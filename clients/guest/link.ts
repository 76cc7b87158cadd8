/** The join link's fragment: which appointment, the secret no server sees, and the code if it came along. Pure. */
import { AppointmentId, DialInCode, LinkSecret } from '@visavis/shared';
import * as v from 'valibot';

export interface Link {
  appointment: AppointmentId;
  secret: LinkSecret;
  code: DialInCode | undefined;
}

/** `none`: no fragment at all. `broken`: something was there, but a mail gateway or a copy cut it. */
export type LinkReading =
  /** `forTest`: the link of the mail's "test your device now". */
  { found: 'link'; link: Link; forTest: boolean } | { found: 'none' } | { found: 'broken' };

const Parts = v.union([
  v.strictTuple([AppointmentId, LinkSecret]),
  v.strictTuple([AppointmentId, LinkSecret, DialInCode]),
]);

const testMark = '.test';

/** Reads `#<appointment>.<k>[.<code>][.test]` (22 + 22 + 8 characters). */
export function readFragment(fragment: string): LinkReading {
  const text = fragment.replace(/^#/, '');
  if (text === '') return { found: 'none' };
  const forTest = text.endsWith(testMark);
  const parts = v.safeParse(Parts, (forTest ? text.slice(0, -testMark.length) : text).split('.'));
  if (!parts.success) return { found: 'broken' };
  const [appointment, secret, code] = parts.output;
  return { found: 'link', link: { appointment, secret, code }, forTest };
}

/** The fragment of `link`, for copying it into another browser. */
export const fragmentOf = ({ appointment, secret, code }: Link): string =>
  `#${[appointment, secret, ...(code ? [code] : [])].join('.')}`;

/** Digits as people type them, with spaces, dashes or a stray point, become digits alone. */
export const onlyDigits = (text: string): string => text.replace(/\D/g, '');

/** `48291370` as `4829 1370`, `4711223310` as `4711 2233 10`; half-typed digits group as they come. */
export const grouped = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ');
