/** Mails that were written to files instead of being sent: which there are, and what stands in them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** A file of the outbox; `name` is safe in a path and in a URL. */
export interface OutboxEntry {
  name: string;
  writtenAtMs: number;
}

/** One mail, taken apart (RFC 5322, RFC 2045). */
export interface OutboxMail {
  subject: string;
  to: string;
  from: string;
  text: string;
  html: string;
  /** The last one is the mail itself, as it was written. */
  attachments: { name: string; type: string; content: Buffer }[];
}

const fileName = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,150}\.eml$/;

/** The mails in `folder`, newest first; none when there is no folder yet. */
export async function listOutbox(folder: string): Promise<OutboxEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = names
    .filter((name) => fileName.test(name))
    .map(async (name) => ({ name, writtenAtMs: (await stat(join(folder, name))).mtimeMs }));
  return (await Promise.all(entries)).toSorted((a, b) => b.writtenAtMs - a.writtenAtMs);
}

const addresses = (list: Email['to'] = []): string =>
  list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');

const bytes = (content: Email['attachments'][number]['content']): Buffer =>
  typeof content === 'string'
    ? Buffer.from(content)
    : Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content));

/** One mail, or undefined when there is none of that name. */
export async function readOutbox(folder: string, name: string): Promise<OutboxMail | undefined> {
  if (!fileName.test(name)) return undefined;
  const raw = await readFile(join(folder, name)).catch(() => undefined);
  if (raw === undefined) return undefined;
  const mail = await PostalMime.parse(raw);
  return {
    subject: mail.subject ?? '',
    to: addresses(mail.to),
    from: addresses(mail.from ? [mail.from] : []),
    text: mail.text ?? '',
    html: mail.html ?? '',
    attachments: [
      ...mail.attachments.map(({ filename, mimeType, content }, index) => ({
        name: filename ?? `part-${index + 1}`,
        type: mimeType,
        content: bytes(content),
      })),
      { name, type: 'message/rfc822', content: raw },
    ],
  };
}
