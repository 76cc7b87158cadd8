/** Both mailers keep the one contract. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createOutboxMailer } from '../../services/appointments/invitations/mailer-outbox.ts';
import { createSmtpMailer } from '../../services/appointments/invitations/mailer-smtp.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { describeMailer } from './mailer.ts';

describeMailer('outbox', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'outbox-'));
  const mailer = createOutboxMailer(join(dir, 'outbox'));
  return {
    mailer,
    async arrived() {
      const names = (await readdir(join(dir, 'outbox'))).sort();
      const raws = await Promise.all(names.map((name) => readFile(join(dir, 'outbox', name))));
      return Promise.all(raws.map(async (raw) => ({ raw, mail: await simpleParser(raw) })));
    },
    async close() {
      await mailer.close();
      await rm(dir, { recursive: true });
    },
  };
});

describeMailer('SMTP', async () => {
  const sink = await startSmtpSink({ login: { user: 'termine', pass: 'geheim@/:' } });
  const url = `smtp://termine:${encodeURIComponent('geheim@/:')}@${sink.host}:${sink.port}?starttls=required`;
  const mailer = createSmtpMailer({ url, ca: sink.certificate.certificate });
  return {
    mailer,
    arrived: async () => sink.received.map(({ raw, mail }) => ({ raw, mail })),
    async close() {
      await mailer.close();
      await sink.close();
    },
  };
});
