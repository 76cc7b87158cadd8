/** Every mail as it leaves the house, looked at as mail servers and mail programs do. */
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../services/appointments/invitations/message.ts';
import { everyMail } from '../support/every-mail.ts';

/** Gmail cuts the HTML of a mail after 102 kB; ours has room for the longest names many times over. */
const mostHtmlBytes = 30_000;
const mostBytes = 100_000;

const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function bytesOf(mail: (typeof everyMail)[number][1]): Promise<Buffer> {
  const { message } = await transport.sendMail(messageOf(mail));
  if (!Buffer.isBuffer(message)) throw new TypeError('no buffer');
  return message;
}

/** What stands between two tags, as it is read. */
function asRead(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };
  const text = html.replace(/<[^>]*>/g, '').replace(/&([\w#]+);/g, (whole, name: string) => entities[name] ?? whole);
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Line by line what the HTML says: greeting, sentences, headings, facts, labels; the places of links stand in the text by themselves. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(/<(p|li|h2|th|td class="value")[^>]*>(.*?)<\/(?:p|li|h2|th|td)>/gs)]
    .flatMap(([, , inner = '']) => inner.split('<br>'))
    .filter((line) => !/href="https:/.test(line))
    .map(asRead);

describe('every mail', () => {
  it('is there in both languages, under a name of its own', () => {
    const names = everyMail.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.endsWith('-de'))).toHaveLength(names.length / 2);
    expect(new Set(everyMail.map(([, { subject, language }]) => `${language} ${subject}`)).size).toBeGreaterThan(20);
  });

  it.each(everyMail)(
    '%s is well-formed, small, and from the address that its domain answers for',
    async (_name, mail) => {
      const raw = await bytesOf(mail);
      const lines = raw.toString('latin1').split('\r\n');
      expect(raw.toString('latin1')).toMatch(/^[\x20-\x7e\r\n\t]*$/);
      expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
      expect(raw.length).toBeLessThan(mostBytes);
      expect(Buffer.byteLength(mail.html)).toBeLessThan(mostHtmlBytes);
      const read = await simpleParser(raw);
      // One address for sender, envelope and thread: whatever SPF and DKIM say of its domain, they say of this mail.
      expect(read.from?.value.map(({ address }) => address)).toEqual(['termine@example.de']);
      expect(messageOf(mail).envelope).toEqual({ from: 'termine@example.de', to: [mail.to.address] });
      expect(read.headers.has('sender')).toBe(false);
      expect(read.messageId).toMatch(/^<[^@<>\s]+@[^@<>\s]+>$/);
      expect(read.headers.get('mime-version')).toBe('1.0');
      expect(read.date?.getTime()).toBe(mail.dateMs);
    },
  );

  it.each(everyMail)('%s says as text what it says as HTML, text first', async (_name, mail) => {
    const read = await simpleParser(await bytesOf(mail));
    const text = read.text ?? '';
    expect(text.length).toBeGreaterThan(150);
    // A fact stays on one line, so that a time is never torn from its zone.
    const long = text.split('\n').filter((line) => line.length > 100 && !line.includes('https:'));
    expect(long).toEqual([]);
    const orLink = /^(oder öffnen sie diesen link|or open this link)/;
    const said = linesOf(mail.html).filter((line) => !orLink.test(line));
    expect(said.length).toBeGreaterThan(6);
    const wholeText = text.replace(/\s+/g, ' ').toLowerCase();
    for (const line of said) expect(wholeText).toContain(line);
    const raw = (await bytesOf(mail)).toString('latin1');
    const parts = ['text/plain', 'text/html', ...(mail.calendar ? ['text/calendar'] : [])];
    const places = parts.map((part) => raw.indexOf(`Content-Type: ${part}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(raw.indexOf('Content-Type: multipart/alternative'));
    const links = [...mail.html.matchAll(/href="(https:[^"]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    for (const link of links.filter((one) => !/\/(terms|privacy)$/.test(one))) expect(text).toContain(link);
  });
});
