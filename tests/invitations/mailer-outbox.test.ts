/** The files of the outbox: whole, private, and gone when their time is over. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import {
  clearOutbox,
  createOutboxMailer,
  outboxFileName,
} from '../../services/appointments/invitations/mailer-outbox.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';

const day = 86_400_000;
const issuedAtMs = Date.parse('2026-11-20T08:30:00Z');
const mailOf = (days = 0) =>
  composeInvitation(invitationFacts({ issuedAtMs: issuedAtMs + days * day }), invitationSettings);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a mail in the outbox', () => {
  it('is a file that only its owner reads, in a directory likewise, named by time', async () => {
    const outbox = join(dir, 'outbox');
    await createOutboxMailer(outbox).send(mailOf());
    const [name = '', ...more] = await readdir(outbox);
    expect(more).toEqual([]);
    expect(name).toMatch(outboxFileName);
    expect(name).toMatch(/^2026-11-20T08-30-00-000Z-/);
    expect((await stat(join(outbox, name))).mode & 0o777).toBe(0o600);
    expect((await stat(outbox)).mode & 0o777).toBe(0o700);
  });

  it('ends its lines in CRLF, as mail does', async () => {
    await createOutboxMailer(dir).send(mailOf());
    const [name = ''] = await readdir(dir);
    const raw = await readFile(join(dir, name), 'latin1');
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is one file when it is sent twice', async () => {
    const mailer = createOutboxMailer(dir);
    await mailer.send(mailOf());
    await mailer.send(mailOf());
    expect(await readdir(dir)).toHaveLength(1);
  });

  it('is a temporary failure when it cannot be written', async () => {
    const blocked = join(dir, 'file');
    await writeFile(blocked, '');
    await chmod(blocked, 0o400);
    await expect(createOutboxMailer(blocked).send(mailOf())).rejects.toMatchObject({
      name: 'MailError',
      code: 'temporary',
      reason: 'ENOTDIR',
    });
  });
});

describe('clearing the outbox', () => {
  it('deletes mails made before a moment and nothing else', async () => {
    const mailer = createOutboxMailer(dir);
    for (const days of [0, 1, 2]) await mailer.send(mailOf(days));
    await writeFile(join(dir, '2026-notes.txt'), '');
    expect(await clearOutbox(dir, issuedAtMs + 2 * day)).toBe(2);
    expect((await readdir(dir)).sort()).toEqual(
      ['2026-11-22T08-30-00-000Z', '2026-notes.txt'].map((start) => expect.stringContaining(start)),
    );
  });

  it('of a directory that is not there finds nothing', async () => {
    expect(await clearOutbox(join(dir, 'nowhere'), issuedAtMs)).toBe(0);
  });
});
