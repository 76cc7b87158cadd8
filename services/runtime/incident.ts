/** The incident code that guest, advisor and log have in common. */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight random characters of Crockford's base 32: can be read aloud on the telephone. */
export function incidentCode(): string {
  return Array.from(randomBytes(8), (byte) => alphabet[byte & 31]).join('');
}
