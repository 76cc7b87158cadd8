/** The SMTP mailer and a mail server's moods. */
import { afterEach, describe, expect, it } from 'vitest';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import { MailError } from '../../services/appointments/invitations/mailer.ts';
import { createSmtpMailer, type SmtpOptions } from '../../services/appointments/invitations/mailer-smtp.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';
import { type SmtpSinkOptions, startSmtpSink } from '../support/smtp-sink.ts';

const mail = composeInvitation(invitationFacts(), invitationSettings);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function sinkWith(options: SmtpSinkOptions = {}) {
  const sink = await startSmtpSink(options);
  closers.push(sink.close);
  return sink;
}

function mailerAt(url: string, more: Partial<SmtpOptions> = {}) {
  const mailer = createSmtpMailer({ url, ...more });
  closers.push(mailer.close);
  return mailer;
}

const refusalOf = async (sending: Promise<void>): Promise<MailError> => {
  const error: unknown = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MailError)) throw new Error('expected a MailError');
  return error;
};

describe('a mail server that says no', () => {
  it.each([
    ['recipient', 550, 'permanent'],
    ['recipient', 451, 'temporary'],
    ['data', 554, 'permanent'],
    ['data', 452, 'temporary'],
    ['sender', 553, 'temporary'],
  ] as const)('at the %s with %i makes a %s error without its words', async (at, code, kind) => {
    const sink = await sinkWith();
    const mailer = mailerAt(`smtp://${sink.host}:${sink.port}`);
    sink.refuse({ at, code });
    const error = await refusalOf(mailer.send(mail));
    expect(error).toMatchObject({ code: kind, reason: String(code) });
    expect(error.message).not.toMatch(/@|refused as the test asked/);
    sink.refuse(null);
    await mailer.send(mail);
    expect(sink.received).toHaveLength(1);
  });

  it('to the log-in makes a temporary error: the mail is not at fault', async () => {
    const sink = await sinkWith({ login: { user: 'termine', pass: 'right' } });
    const error = await refusalOf(mailerAt(`smtp://termine:wrong@${sink.host}:${sink.port}`).send(mail));
    expect(error).toMatchObject({ code: 'temporary', reason: '535' });
  });

  it('by not being there makes a temporary error', async () => {
    const sink = await sinkWith();
    await sink.close();
    const error = await refusalOf(mailerAt(`smtp://${sink.host}:${sink.port}`).send(mail));
    expect(error.code).toBe('temporary');
    expect(error.reason).toMatch(/^E[A-Z]+$/);
  });
});

describe('encryption', () => {
  it('is required for a server elsewhere: without STARTTLS nothing is sent', async () => {
    const sink = await sinkWith({ tls: 'none' });
    const error = await refusalOf(mailerAt(`smtp://${sink.host}:${sink.port}?starttls=required`).send(mail));
    expect(error).toMatchObject({ code: 'temporary' });
    expect(sink.received).toEqual([]);
  });

  it('asks for a certificate that can be trusted', async () => {
    const sink = await sinkWith();
    const url = `smtp://${sink.host}:${sink.port}?starttls=required`;
    const error = await refusalOf(mailerAt(url).send(mail));
    expect(error).toMatchObject({ code: 'temporary' });
    await mailerAt(url, { ca: sink.certificate.certificate }).send(mail);
    expect(sink.received.map(({ encrypted }) => encrypted)).toEqual([true]);
  });

  it('is there from the start with smtps', async () => {
    const sink = await sinkWith({ tls: 'implicit' });
    await mailerAt(`smtps://localhost:${sink.port}`, { ca: sink.certificate.certificate }).send(mail);
    expect(sink.received.map(({ encrypted }) => encrypted)).toEqual([true]);
  });

  it('may be missing on this very machine', async () => {
    const sink = await sinkWith({ tls: 'none' });
    await mailerAt(`smtp://${sink.host}:${sink.port}`).send(mail);
    expect(sink.received).toHaveLength(1);
  });
});

describe('the envelope', () => {
  it('names sender and guest only, and the log-in is used', async () => {
    const sink = await sinkWith({ login: { user: 'termine', pass: 'p@ss' } });
    await mailerAt(`smtp://termine:p%40ss@${sink.host}:${sink.port}`).send(mail);
    expect(sink.received).toMatchObject([
      { from: 'termine@example.de', to: ['grete@example.org'], user: 'termine', encrypted: true },
    ]);
  });

  it('keeps its connection for the next mail', async () => {
    const sink = await sinkWith();
    const mailer = mailerAt(`smtp://${sink.host}:${sink.port}`);
    await mailer.send(mail);
    await mailer.send(mail);
    expect(sink.received).toHaveLength(2);
    expect(sink.connections()).toBe(1);
  });
});
