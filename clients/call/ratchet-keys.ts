/** Root keys of a line and everything derived from them (PROTOCOL §3, byte-exact): kept where no code can read them out. */
import { fromBase64url, toBase64url } from '@visavis/shared';
import type { Bytes } from './hkdf.ts';
import { lengthValue } from './length-value.ts';
import type { Role } from './roles.ts';
import { protocolLabel } from './seal.ts';
import { importBaseKey } from './sframe.ts';

/** `RK_n` as an HMAC key that cannot be exported: all it is good for is deriving. */
export type RootKey = CryptoKey;

/** Keys of both directions, as this side sees them. */
export interface Directions {
  readonly send: CryptoKey;
  readonly receive: CryptoKey;
}

/** What an epoch brings: SFrame base keys for sound and picture, AES-256-GCM keys for text, files and drawings. */
export interface EpochKeys {
  readonly frames: Directions;
  readonly data: Directions;
}

/** Whoever encrypts with the keys of a line. */
export interface KeyHolder {
  /** From now on what arrives under `epoch` can be opened. */
  install(epoch: number, keys: EpochKeys): void;
  /** From now on what leaves is sealed under `epoch`, which was installed before. */
  switchTo(epoch: number): void;
  /** What still arrives under `epoch` cannot be opened any more, for good. */
  forget(epoch: number): void;
}

/** What is said while keys change, under its MAC. */
export interface RotateText {
  readonly kind: 'rotate-1' | 'rotate-2' | 'rotate-3';
  readonly e: number;
  /** Public half, base64url; rotate-3 has none. */
  readonly x?: string;
}

/** The MAC keys of one epoch: own for saying, theirs for believing. */
export interface MacKeys {
  readonly own: CryptoKey;
  readonly theirs: CryptoKey;
}

const other = (role: Role): Role => (role === 'initiator' ? 'responder' : 'initiator');
const hmacKey = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Takes the bytes over: they are zeros afterwards. */
async function taken(subtle: SubtleCrypto, bytes: Bytes, usages: KeyUsage[] = ['sign']): Promise<CryptoKey> {
  try {
    return await subtle.importKey('raw', bytes, hmacKey, false, usages);
  } finally {
    bytes.fill(0);
  }
}

/** `RK_0` of a handshake; `rk0` is wiped. */
export const rootKey = (subtle: SubtleCrypto, rk0: Bytes): Promise<RootKey> => taken(subtle, rk0);

/** HKDF-Expand (RFC 5869 §2.3) of one block, under a key that stays inside the browser. */
async function expand(
  subtle: SubtleCrypto,
  key: CryptoKey,
  length: number,
  info: readonly (string | number | Bytes)[],
) {
  const block = new Uint8Array([...lengthValue(protocolLabel, ...info), 1]);
  const whole = new Uint8Array(await subtle.sign('HMAC', key, block));
  const part = whole.slice(0, length);
  whole.fill(0);
  return part;
}

/** Both directions of one epoch, for the side that has `role`. */
export async function epochKeys(subtle: SubtleCrypto, root: RootKey, role: Role): Promise<EpochKeys> {
  const frames = async (from: Role) => {
    const bytes = await expand(subtle, root, 16, ['sframe', from]);
    return importBaseKey(bytes).finally(() => bytes.fill(0));
  };
  const data = async (from: Role, usage: KeyUsage) => {
    const bytes = await expand(subtle, root, 32, ['data', from]);
    return subtle.importKey('raw', bytes, 'AES-GCM', false, [usage]).finally(() => bytes.fill(0));
  };
  const [frameSend, frameReceive, dataSend, dataReceive] = await Promise.all([
    frames(role),
    frames(other(role)),
    data(role, 'encrypt'),
    data(other(role), 'decrypt'),
  ]);
  return { frames: { send: frameSend, receive: frameReceive }, data: { send: dataSend, receive: dataReceive } };
}

/** For the messages that lead from this epoch to the next. */
export async function macKeys(subtle: SubtleCrypto, root: RootKey, role: Role): Promise<MacKeys> {
  const key = async (from: Role, usage: KeyUsage) =>
    taken(subtle, await expand(subtle, root, 32, ['rk-mac', from]), [usage]);
  const [own, theirs] = await Promise.all([key(role, 'sign'), key(other(role), 'verify')]);
  return { own, theirs };
}

const spoken = ({ kind, e, x }: RotateText): Bytes =>
  x === undefined ? lengthValue(protocolLabel, kind, e) : lengthValue(protocolLabel, kind, e, fromBase64url(x));

/** base64url of the MAC under which `text` is said. */
export const macOf = async (subtle: SubtleCrypto, { own }: MacKeys, text: RotateText): Promise<string> =>
  toBase64url(new Uint8Array(await subtle.sign('HMAC', own, spoken(text))));

/** Whether the other side said `text`. */
export const isTheirs = (subtle: SubtleCrypto, { theirs }: MacKeys, text: RotateText, mac: string): Promise<boolean> =>
  subtle.verify('HMAC', theirs, fromBase64url(mac), spoken(text));

/** `RK_{e}` from `RK_{e-1}` and the agreed secret, which is wiped. `x`: both public halves. */
export async function nextRootKey(
  subtle: SubtleCrypto,
  root: RootKey,
  { e, dh, x }: { e: number; dh: Bytes; x: Readonly<Record<Role, Bytes>> },
): Promise<RootKey> {
  const extracted = new Uint8Array(await subtle.sign('HMAC', root, dh));
  dh.fill(0);
  const prk = await taken(subtle, extracted);
  return taken(subtle, await expand(subtle, prk, 32, ['rk', e, x.initiator, x.responder]));
}
