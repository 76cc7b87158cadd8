/** The checksum of a file, made while it streams: SHA-256 over the SHA-256 of every piece (`pieceBytes`, the last one shorter). */
import { toBase64url } from '@visavis/shared';
import type { Bytes } from '../hkdf.ts';

const digestBytes = 32;

/**
 * WebCrypto hashes only what is there as a whole, but on threads of its own and with the processor's help; so pieces are
 * hashed, and then their hashes. Pieces may be given again: after a gap the same one counts once.
 */
export class PieceDigest {
  readonly #pieces: Promise<ArrayBuffer>[] = [];

  /** Resolves when `piece` is hashed; what it holds may change from then on. */
  async take(index: number, piece: Bytes): Promise<void> {
    const digest = crypto.subtle.digest('SHA-256', piece);
    this.#pieces[index] = digest;
    await digest;
  }

  /** Of the first `count` pieces, as base64url. Rejects when one of them is missing. */
  async finish(count: number): Promise<string> {
    const all = new Uint8Array(count * digestBytes);
    for (let index = 0; index < count; index++) {
      const digest = await this.#pieces[index];
      if (digest === undefined) throw new Error(`piece ${index} was never hashed`);
      all.set(new Uint8Array(digest), index * digestBytes);
    }
    return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', all)));
  }
}
