/** Seals what one browser tells the other, so that pods and bus see opaque strings: the browsers' side of a body. */
import { fromBase64url, type LinkSecret, type RoomId, toBase64url } from '@visavis/shared';
import * as v from 'valibot';
import { lengthValue } from './length-value.ts';
import type { Party } from './roles.ts';

/** First value under every key of this protocol. */
export const protocolLabel = 'visavis/1';

/** Why a body was refused. `unsealed`: the other side speaks plain and we do not. */
export type SealRefusal = 'unsealed' | 'forged' | 'malformed';
export type Opened = { ok: true; json: string } | { ok: false; reason: SealRefusal };

/** Between two page loads, both directions. Numbers must never repeat with another text: the queue sees to it. */
export interface Seal {
  readonly kind: 'sealed' | 'plain';
  /** The body of message `n` to the peer. */
  close(n: number, json: string): Promise<string>;
  /** The text of message `n` from the peer. Never rejects. */
  open(n: number, body: string): Promise<Opened>;
}

export interface SealOptions {
  room: RoomId;
  self: Party;
  peer: Party;
  /** `k` of the link. Without it nothing is sealed, and nothing sealed can be read. */
  linkSecret: LinkSecret | undefined;
  subtle: SubtleCrypto;
}

const utf8 = new TextEncoder();
const strictUtf8 = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The seal of a pair, made once for each two incarnations. */
export async function createSeal(options: SealOptions): Promise<Seal> {
  return options.linkSecret === undefined ? plain(options) : await sealed(options, options.linkSecret);
}

async function sealed({ room, self, peer, subtle }: SealOptions, linkSecret: LinkSecret): Promise<Seal> {
  const roomBytes = fromBase64url(room);
  const names = (from: Party, to: Party) =>
    [from.seat, fromBase64url(from.incarnation), fromBase64url(to.incarnation)] as const;
  const master = await subtle.importKey('raw', fromBase64url(linkSecret), 'HKDF', false, ['deriveKey']);
  const key = (from: Party, to: Party, usage: 'encrypt' | 'decrypt') =>
    subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: roomBytes, info: lengthValue(protocolLabel, 'seal', ...names(from, to)) },
      master,
      { name: 'AES-GCM', length: 256 },
      false,
      [usage],
    );
  const [own, theirs] = await Promise.all([key(self, peer, 'encrypt'), key(peer, self, 'decrypt')]);
  const parameters = (from: Party, to: Party, n: number): AesGcmParams => {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, n);
    return {
      name: 'AES-GCM',
      iv,
      additionalData: lengthValue(protocolLabel, 'relay', roomBytes, ...names(from, to), n),
    };
  };
  return {
    kind: 'sealed',
    close: async (n, json) => {
      const bytes = await subtle.encrypt(parameters(self, peer, n), own, utf8.encode(json));
      return `s.${toBase64url(new Uint8Array(bytes))}`;
    },
    open: async (n, body) => {
      if (!body.startsWith('s.')) return refused(body.startsWith('p.') ? 'unsealed' : 'malformed');
      try {
        const bytes = await subtle.decrypt(parameters(peer, self, n), theirs, fromBase64url(body.slice(2)));
        return { ok: true, json: strictUtf8().decode(bytes) };
      } catch {
        return refused('forged');
      }
    },
  };
}

/** A plain body names both page loads too: a late message to an earlier load must not be taken for one to this. */
const Plain = v.strictObject({ from: v.string(), to: v.string(), message: v.record(v.string(), v.unknown()) });

function plain({ self, peer }: SealOptions): Seal {
  return {
    kind: 'plain',
    close: async (_n, json) => {
      const envelope = `{"from":"${self.incarnation}","to":"${peer.incarnation}","message":${json}}`;
      return `p.${toBase64url(utf8.encode(envelope))}`;
    },
    open: async (_n, body) => {
      if (!body.startsWith('p.')) return refused('malformed');
      try {
        const value: unknown = JSON.parse(strictUtf8().decode(fromBase64url(body.slice(2))));
        const parsed = v.safeParse(Plain, value);
        if (!parsed.success) return refused('malformed');
        const { from, to, message } = parsed.output;
        if (from !== peer.incarnation || to !== self.incarnation) return refused('forged');
        return { ok: true, json: JSON.stringify(message) };
      } catch {
        return refused('malformed');
      }
    },
  };
}

const refused = (reason: SealRefusal): Opened => ({ ok: false, reason });
