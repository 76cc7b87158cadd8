/** The header of an encrypted frame (RFC 9605 §4.3): which key, which counter. */

export interface SframeHeader {
  /** Key ID, below 2^64. */
  kid: bigint;
  /** Counter, below 2^64; never twice under a key. */
  ctr: bigint;
}

const largest = 2n ** 64n - 1n;

/** The fewest bytes that hold `value`, most significant first; empty below 8, which fits into the first byte. */
function fewestBytes(value: bigint): number[] {
  const bytes: number[] = [];
  if (value < 8n) return bytes;
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return bytes;
}

/** Throws a `RangeError` for a number that no 64 bits hold. */
export function encodeHeader({ kid, ctr }: SframeHeader): Uint8Array<ArrayBuffer> {
  if (kid < 0n || ctr < 0n || kid > largest || ctr > largest) throw new RangeError('not a uint64');
  const [kidBytes, ctrBytes] = [fewestBytes(kid), fewestBytes(ctr)];
  const half = (value: bigint, bytes: number[]) => (bytes.length === 0 ? Number(value) : 8 | (bytes.length - 1));
  return new Uint8Array([(half(kid, kidBytes) << 4) | half(ctr, ctrBytes), ...kidBytes, ...ctrBytes]);
}

/**
 * The header at the beginning of `frame`, and how many bytes it took; `undefined` when it is cut off or longer than it
 * had to be: no sender makes such a one.
 */
export function decodeHeader(frame: Uint8Array): (SframeHeader & { length: number }) | undefined {
  const [first] = frame;
  if (first === undefined) return undefined;
  let length = 1;
  const read = (half: number): bigint | undefined => {
    if (half < 8) return BigInt(half);
    const bytes = frame.subarray(length, length + half - 7);
    length += half - 7;
    const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const isFewest = bytes[0] !== 0 && value >= 8n;
    return bytes.length === half - 7 && isFewest ? value : undefined;
  };
  const kid = read(first >> 4);
  const ctr = read(first & 15);
  return kid === undefined || ctr === undefined ? undefined : { kid, ctr, length };
}
