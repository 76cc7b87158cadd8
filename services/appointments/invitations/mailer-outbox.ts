/** The mailer of a place without a mail server: every mail becomes an .eml file, readable at `/outbox`. */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail } from './facts.ts';
import { MailError, type Mailer } from './mailer.ts';
import { messageOf } from './message.ts';

/** What a file in the outbox is called: the mail's moment, so that names sort by time, and a digest of its Message-ID. */
export const outboxFileName = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z-[0-9a-f]{12}\.eml$/;

const fileMoment = (atMs: number) => new Date(atMs).toISOString().replace(/[:.]/g, '-');

function fileNameOf(mail: Mail): string {
  const digest = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 12);
  return `${fileMoment(mail.dateMs)}-${digest}.eml`;
}

const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function bytesOf(mail: Mail): Promise<Buffer> {
  const { message } = await transport.sendMail(messageOf(mail));
  if (!Buffer.isBuffer(message)) throw new MailError('permanent', 'EMESSAGE');
  return message;
}

/** Nobody sees half a file: it is written under another name and then renamed. */
async function writeWhole(dir: string, name: string, bytes: Buffer): Promise<void> {
  const unfinished = join(dir, `.${name}.${process.pid}`);
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(dir, name));
}

/** Deletes mails made before `beforeMs` and answers how many; for retention. A missing directory is an empty one. */
export async function clearOutbox(dir: string, beforeMs: number): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  const before = fileMoment(beforeMs);
  const old = names.filter((name) => outboxFileName.test(name) && name < before);
  await Promise.all(old.map((name) => rm(join(dir, name), { force: true })));
  return old.length;
}

/** Addresses in the `To` of a message as {@link bytesOf} makes it, in lower case (RFC 5322 §2.2.3: lines are unfolded first). */
function receiversOf(message: string): string[] {
  const [head = ''] = message.split('\r\n\r\n', 1);
  const [, to = ''] = /^to:(.*)$/im.exec(head.replace(/\r\n[ \t]+/g, ' ')) ?? [];
  return (to.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? []).map((address) => address.toLowerCase());
}

/** Deletes mails to any of `addresses` and answers how many; for a person who is erased. */
export async function forgetOutbox(dir: string, addresses: readonly string[]): Promise<number> {
  const wanted = new Set(addresses.map((address) => address.trim().toLowerCase()));
  let deleted = 0;
  for (const name of (await readdir(dir).catch(() => [])).filter((one) => outboxFileName.test(one))) {
    const file = join(dir, name);
    const message = await readFile(file, 'utf8').catch(() => '');
    if (!receiversOf(message).some((address) => wanted.has(address))) continue;
    await rm(file, { force: true });
    deleted++;
  }
  return deleted;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Writes into `dir`, which it makes when there is none, with mode 0600. The same mail twice is one file. */
export function createOutboxMailer(dir: string): Mailer {
  const underway = new Set<Promise<void>>();
  const write = async (mail: Mail): Promise<void> => {
    const [name, bytes] = [fileNameOf(mail), await bytesOf(mail)];
    try {
      await writeWhole(dir, name, bytes);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeWhole(dir, name, bytes);
    }
  };
  return {
    async send(mail) {
      const writing = write(mail);
      underway.add(writing);
      try {
        await writing;
      } catch (error) {
        if (error instanceof MailError) throw error;
        const { code } = error as NodeJS.ErrnoException;
        throw new MailError('temporary', code ?? 'EWRITE');
      } finally {
        underway.delete(writing);
      }
    },
    async close() {
      await Promise.allSettled(underway);
    },
  };
}
