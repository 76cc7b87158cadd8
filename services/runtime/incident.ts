/** The incident code that guest, advisor and log have in common. */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters of Crockford's base 32, which can be read aloud on the telephone: of the first eight `bytes`, random ones by default. */
export function incidentCode(bytes: Uint8Array = randomBytes(8)): string {
  let code = '';
  for (const byte of bytes.subarray(0, 8)) code += alphabet[byte & 31];
  return code;
}
