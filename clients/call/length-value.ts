/** The one encoding under every key, tag and transcript: so that no two lists of values have the same bytes. */

const text = new TextEncoder();

function uint32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new RangeError('not a uint32');
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/**
 * `lv` of PROTOCOL §2: for each value uint32be(length) || bytes; numbers are uint32be, strings UTF-8. Throws a
 * `RangeError` for a number outside uint32.
 */
export function lengthValue(...values: readonly (Uint8Array | string | number)[]): Uint8Array<ArrayBuffer> {
  const parts = values.flatMap((value) => {
    const bytes = typeof value === 'number' ? uint32(value) : typeof value === 'string' ? text.encode(value) : value;
    return [uint32(bytes.length), bytes];
  });
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
