/** Builds a mail as an .eml file that mail programs open as a draft (RFC 5322, RFC 2045 to 2047); for the browser, without libraries. */
import type { MailDraft } from './appointment.ts';

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** RFC 4648 §4, with padding. */
function base64(bytes: readonly number[]): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digit = (shift: number) => alphabet.charAt((word >> shift) & 63);
    text += digit(18) + digit(12) + (b === undefined ? '=' : digit(6)) + (c === undefined ? '=' : digit(0));
  }
  return text;
}

const crlf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
const inLines = (text: string) => (text.match(/.{1,76}/g) ?? []).join('\r\n');

/** A header's value: as it is when plain ASCII fits, else encoded words of at most 75 characters (RFC 2047). */
function headerText(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (/^[\x20-\x7e]*$/.test(line) && line.length <= 60 && !line.includes('=?')) return line;
  const words: string[] = [];
  let word: number[] = [];
  for (const character of line) {
    const bytes = utf8(character);
    if (word.length + bytes.length > 42) {
      words.push(base64(word));
      word = [];
    }
    word.push(...bytes);
  }
  return [...words, base64(word)].map((one) => `=?UTF-8?B?${one}?=`).join('\r\n ');
}

/** Refuses what is not one plain address: a header must not grow another line or another recipient. */
function addressOnly(address: string): string {
  if (!/^[^\s\p{Cc}<>(),;:"\\[\]]+@[^\s\p{Cc}<>(),;:"\\[\]]+$/u.test(address))
    throw new RangeError('not a mail address');
  return address;
}

function part(type: string, text: string, disposition?: string): string {
  const head = [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'];
  if (disposition) head.push(`Content-Disposition: ${disposition}`);
  return `${head.join('\r\n')}\r\n\r\n${inLines(base64(utf8(crlf(text))))}\r\n`;
}

function multipart(subtype: string, boundary: string, parts: readonly string[]): string {
  const body = parts.map((one) => `--${boundary}\r\n${one}`).join('');
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

/**
 * A filled draft (see `fillDraft`) as an .eml file with text, HTML and the calendar file attached. `X-Unsent` makes
 * Outlook open it for sending. Boundaries contain characters that base64 has not, so that no content can end a part.
 * @param from the sender's own address; without one the mail program puts its own
 * @throws {RangeError} for an address that is none
 */
export function emlOf(draft: MailDraft, from?: string): string {
  const method = /^METHOD:([A-Z]+)/m.exec(draft.calendar)?.[1] ?? 'PUBLISH';
  const header = [
    ...(from === undefined ? [] : [`From: ${addressOnly(from)}`]),
    `To: ${addressOnly(draft.to)}`,
    `Subject: ${headerText(draft.subject)}`,
    'X-Unsent: 1',
    'MIME-Version: 1.0',
  ];
  const alternative = multipart('alternative', '=_visavis.alternative', [
    part('text/plain; charset=utf-8', draft.text),
    part('text/html; charset=utf-8', draft.html),
  ]);
  const calendar = part(
    `text/calendar; charset=utf-8; method=${method}; name="termin.ics"`,
    draft.calendar,
    'attachment; filename="termin.ics"',
  );
  return `${header.join('\r\n')}\r\n${multipart('mixed', '=_visavis.mixed', [alternative, calendar])}`;
}
