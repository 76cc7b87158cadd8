/** The key of a wish: with it the service knows the same wish again when the answer to the first one was lost. */

/** 128 random bits in hex. `randomUUID` is not there on pages without TLS. */
export const newWishKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
