/** What both sides of a handshake compute: commitment, transcript, keys, tags and the short string (PROTOCOL §2, byte-exact). */
import { fromBase64url, type PeerId, type RoomId, type RoomSeat, toBase64url } from '@visavis/shared';
import { type Bytes, hkdfExpand, hkdfExtract, hmac, sha256 } from './hkdf.ts';
import { lengthValue } from './length-value.ts';
import type { Role } from './roles.ts';
import { type ShortString, shortString } from './sas.ts';
import { protocolLabel } from './seal.ts';

/** What a side shows: its certificate's SHA-256, its public key, and 16 random bytes; all base64url. */
export interface Shown {
  readonly fp: string;
  readonly e: string;
  readonly nonce: string;
}

/** Everything that a transcript holds besides what the two show. `mode` bit 0 = sealed. */
export interface HandshakeScene {
  room: RoomId;
  pid: PeerId;
  mode: 0 | 1;
  seats: Readonly<Record<Role, RoomSeat>>;
}

/** The fruits of a handshake. `tags` and `binds` are base64url, one for each role. */
export interface Derived {
  readonly th: Bytes;
  readonly rk0: Bytes;
  readonly tags: Readonly<Record<Role, string>>;
  readonly binds: Readonly<Record<Role, string>>;
  readonly sas: ShortString;
}

const bytesOf = ({ fp, e, nonce }: Shown) => [fromBase64url(fp), fromBase64url(e), fromBase64url(nonce)] as const;

/** `c`: what the responder promises before it has seen anything of the initiator. */
export async function commitment(subtle: SubtleCrypto, scene: HandshakeScene, responder: Shown): Promise<string> {
  const { room, pid, seats } = scene;
  const names = [fromBase64url(room), fromBase64url(pid), 'responder', seats.responder] as const;
  return toBase64url(await sha256(subtle, lengthValue(protocolLabel, 'commit', ...names, ...bytesOf(responder))));
}

/** `th`: binds the keys to everything that was said. `mode` is one byte; the two empty strings are room for later versions. */
export async function transcript(
  subtle: SubtleCrypto,
  { room, pid, mode, seats }: HandshakeScene,
  { initiator, responder }: Readonly<Record<Role, Shown>>,
  c: string,
): Promise<Bytes> {
  const sides = [
    ...(['initiator', seats.initiator, ...bytesOf(initiator)] as const),
    ...(['responder', seats.responder, ...bytesOf(responder)] as const),
  ];
  const names = [protocolLabel, 'transcript', fromBase64url(room), fromBase64url(pid)] as const;
  return sha256(subtle, lengthValue(...names, ...sides, fromBase64url(c), Uint8Array.of(mode), '', ''));
}

/** All keys of a peer from the transcript's hash and the agreed secret `dh`, which is wiped with all that lies between. */
export async function derive(subtle: SubtleCrypto, th: Bytes, dh: Bytes): Promise<Derived> {
  const prk = await hkdfExtract(subtle, th, dh);
  dh.fill(0);
  const key = (...info: readonly (string | number)[]) =>
    hkdfExpand(subtle, prk, lengthValue(protocolLabel, ...info), 32);
  const tag = async (use: 'confirm' | 'bind', role: Role) => toBase64url(await hmac(subtle, await key(use, role), th));
  const both = async (use: 'confirm' | 'bind') => {
    const [initiator, responder] = await Promise.all([tag(use, 'initiator'), tag(use, 'responder')]);
    return { initiator, responder };
  };
  const [rk0, tags, binds, sas] = await Promise.all([key('rk', 0), both('confirm'), both('bind'), key('sas')]);
  prk.fill(0);
  return { th, rk0, tags, binds, sas: shortString(sas) };
}
