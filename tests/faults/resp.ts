/** As much of Redis' protocol (RESP2 and RESP3) as it takes to tell one answer from the next, and messages from answers. */

const cr = 13;

/** Where the line that begins at `at` ends, behind its CRLF; -1 when it is not all there. */
function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf('\r\n', at, 'latin1');
  return end < 0 ? -1 : end + 2;
}

const countIn = (bytes: Buffer, at: number, end: number): number => Number(bytes.toString('latin1', at + 1, end - 2));

/** How many values follow the head of an aggregate, by its first byte. */
const values: Record<string, (count: number) => number> = {
  '*': (count) => count,
  '~': (count) => count,
  '>': (count) => count,
  '%': (count) => 2 * count,
  // An attribute is followed by the value it belongs to.
  '|': (count) => 2 * count + 1,
};

/** Where the value that begins at `at` ends; -1 when it is not all there. */
function valueEnd(bytes: Buffer, at: number): number {
  const end = lineEnd(bytes, at);
  if (end < 0) return -1;
  const type = String.fromCharCode(bytes[at] ?? cr);
  if (type === '$' || type === '=' || type === '!') {
    const length = countIn(bytes, at, end);
    if (length < 0) return end;
    return bytes.length < end + length + 2 ? -1 : end + length + 2;
  }
  let next = end;
  for (let left = Math.max(0, values[type]?.(countIn(bytes, at, end)) ?? 0); left > 0; left--) {
    next = valueEnd(bytes, next);
    if (next < 0) return -1;
  }
  return next;
}

const messageHead = /^[*>]\d+\r\n\$\d+\r\n[sp]?message\r\n/;

/** True for a message that was published to a channel of this connection. */
export const isMessage = (value: Buffer): boolean => messageHead.test(value.toString('latin1', 0, 40));

/** Cuts a stream into whole values, in whatever pieces it comes. */
export class RespSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** The values that are complete now, as the bytes that they came in. */
  feed(piece: Buffer): Buffer[] {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const found: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      const end = valueEnd(bytes, at);
      if (end < 0) break;
      found.push(bytes.subarray(at, end));
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return found;
  }
}
