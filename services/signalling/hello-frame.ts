/** The first word of a browser, recognised as it is usually written: a ticket is read byte by byte once, and not by a schema. */
import { type BrowserMessage, type Incarnation, limits } from '@visavis/shared';

export type Hello = Extract<BrowserMessage, { type: 'hello' | 'resume' }>;

const version = limits.protocolVersion;
const heads = {
  hello: Buffer.from(`{"type":"hello","version":${version},"ticket":"`),
  resume: Buffer.from(`{"type":"resume","version":${version},"resume":"`),
} as const;
const incarnationKey = Buffer.from('","incarnation":"');
const idChars = 22;
/** `"}` */
const endBytes = 2;
const token = { fewest: 20, most: 16_384, parts: 3 } as const;

const dot = 46;
const isWord = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
  isWord[character.charCodeAt(0)] = 1;
}

const stands = (frame: Buffer, at: number, expected: Buffer): boolean =>
  frame.length >= at + expected.length && frame.compare(expected, 0, expected.length, at, at + expected.length) === 0;

/** Three words of base64url between dots. */
function isToken(frame: Buffer, from: number, to: number): boolean {
  if (to - from < token.fewest || to - from > token.most) return false;
  let parts = 1;
  let startedAt = from;
  for (let at = from; at < to; at++) {
    const byte = frame[at] ?? 0;
    if (isWord[byte] === 1) continue;
    if (byte !== dot || at === startedAt) return false;
    parts += 1;
    startedAt = at + 1;
  }
  return parts === token.parts && startedAt < to;
}

function isId(frame: Buffer, from: number): boolean {
  for (let at = from; at < from + idChars; at++) if (isWord[frame[at] ?? 0] !== 1) return false;
  return true;
}

/**
 * Reads a canonical `hello` or `resume`: keys in the order of PROTOCOL.md, no spaces. `undefined` says nothing about
 * validity: the text then takes the way through `parseBrowserMessage`, and both ways always agree.
 */
export function readHello(frame: Buffer): Hello | undefined {
  const type = stands(frame, 0, heads.hello) ? 'hello' : stands(frame, 0, heads.resume) ? 'resume' : undefined;
  if (type === undefined) return undefined;
  const from = heads[type].length;
  const idAt = frame.length - endBytes - idChars;
  const to = idAt - incarnationKey.length;
  if (to <= from || !stands(frame, to, incarnationKey) || frame[frame.length - 2] !== 34) return undefined;
  if (frame[frame.length - 1] !== 125 || !isId(frame, idAt) || !isToken(frame, from, to)) return undefined;
  // Texts of their own: the incarnation lives as long as its line.
  const incarnation = frame.toString('latin1', idAt, idAt + idChars) as Incarnation;
  const text = frame.toString('latin1', from, to);
  return type === 'hello' ? { type, version, ticket: text, incarnation } : { type, version, resume: text, incarnation };
}
