/** Encryption at rest: AES-256-GCM (NIST SP 800-38D) with the data key, each value bound to the very column and row it lies in. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Where a value lies. It is authenticated, so that a value moved to another row or column does not open. */
export interface Place {
  table: string;
  column: string;
  id: string;
}

/** A value that does not open: another key, another place, or a changed byte. Says nothing of the value. */
export class SealBroken extends Error {
  constructor(place: Place) {
    super(`a value of ${place.table}.${place.column} does not open: is DATA_KEY the one that sealed it?`);
    this.name = 'SealBroken';
  }
}

/** Seals and opens single values; knows the current data key and, while keys change, the previous one. */
export interface Vault {
  /** Encrypts `text` for `place`: `1.<key id>.<base64url of iv, ciphertext and tag>`. */
  seal(text: string, place: Place): string;
  /** @throws {SealBroken} */
  open(sealed: string, place: Place): string;
  /** A key of 32 bytes for another purpose, from the current data key and then the previous one (HKDF-SHA-256, RFC 5869). Derived once a purpose. */
  derive(purpose: string): readonly KeyObject[];
}

/** `lv` of PROTOCOL.md: every part behind its length in 4 bytes, so that no two lists of parts look alike. */
export function lengthPrefixed(...parts: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

const ivBytes = 12;
const tagBytes = 16;
const keyIdOf = (key: Uint8Array) => createHash('sha256').update(key).digest('base64url').slice(0, 8);
const associated = (place: Place) => lengthPrefixed('visavis/at-rest', place.table, place.column, place.id);

/** `keys`: 32 bytes each, the first seals, all open. Kept as key objects: Node takes four times as long with bare bytes. */
export function createVault(keys: readonly [Uint8Array, ...Uint8Array[]]): Vault {
  const current = createSecretKey(keys[0]);
  const currentId = keyIdOf(keys[0]);
  const byId = new Map(keys.map((key) => [keyIdOf(key), createSecretKey(key)]));
  const derived = new Map<string, readonly KeyObject[]>();
  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(associated(place));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `1.${currentId}.${sealed.toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, keyId = '', body = ''] = sealed.split('.');
      const key = byId.get(keyId);
      const bytes = Buffer.from(body, 'base64url');
      if (version !== '1' || key === undefined || bytes.length < ivBytes + tagBytes) throw new SealBroken(place);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
        decipher.setAAD(associated(place)).setAuthTag(bytes.subarray(-tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken(place);
      }
    },
    derive(purpose) {
      const known = derived.get(purpose);
      if (known !== undefined) return known;
      const made = keys.map((key) =>
        createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `visavis/${purpose}`, 32))),
      );
      derived.set(purpose, made);
      return made;
    },
  };
}
