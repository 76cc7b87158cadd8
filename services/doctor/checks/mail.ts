/** Whether the mail server lets us in, encrypted; no mail is sent. */
import { readSmtpUrl } from '@visavis/appointments/smtp-url.ts';
import { createTransport } from 'nodemailer';
import { authorities, codeOf } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, skipped, warning } from '../check.ts';

const timeoutMs = 4_000;

/** A conversation with the mail server that went through, judged. */
export function interpretMail({ isEncrypted, hasLogIn }: { isEncrypted: boolean; hasLogIn: boolean }): Finding {
  const words = `greeting${isEncrypted ? ', TLS' : ''}${hasLogIn ? ', log-in' : ''}`;
  if (hasLogIn && !isEncrypted) {
    return warning(
      'the password may travel unencrypted',
      'use smtps:// or leave starttls=optional away, except on this machine.',
    );
  }
  return ok(`${words}: accepted`);
}

/** What ended the conversation, judged: nodemailer's code, or OpenSSL's. */
export function interpretMailError(error: unknown): Finding {
  const code = codeOf(error);
  // nodemailer puts a code of its own in the place of OpenSSL's; the words stay.
  if (error instanceof Error && /certificate|altnames/i.test(error.message)) {
    return broken(
      'the certificate of the mail server is not believed',
      'hand its authority over in SMTP_CA, or renew the certificate.',
    );
  }
  if (code === 'EAUTH')
    return broken('the mail server refuses the log-in', 'compare user and password in SMTP_URL, percent-encoded.');
  if (code === 'ETLS')
    return broken(
      'the mail server offers no STARTTLS',
      'use smtps:// (port 465), or another port; plain text is for this machine only.',
    );
  if (code === 'EDNS') return broken('the mail server has no address', 'correct the host name in SMTP_URL.');
  return broken(
    `the mail server is not reached (${code ?? 'no answer'})`,
    'see host and port in SMTP_URL, and whether port 25, 465 or 587 is open.',
  );
}

async function converse({ settings, signal }: Context, url: string): Promise<Finding> {
  const { host, port, implicitTls, startTls, auth } = readSmtpUrl(url);
  const mustEncrypt = implicitTls || startTls === 'required';
  const transport = createTransport({
    host,
    port,
    secure: implicitTls,
    requireTLS: startTls === 'required',
    ...(auth ? { auth } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: mustEncrypt, ...authorities(settings.SMTP_CA) },
  });
  signal.addEventListener('abort', () => transport.close());
  try {
    await transport.verify();
    return interpretMail({ isEncrypted: mustEncrypt, hasLogIn: auth !== null });
  } catch (error) {
    return interpretMailError(error);
  } finally {
    transport.close();
  }
}

export const mailCheck: Check = {
  name: 'mail',
  remedy: 'see host and port in SMTP_URL, and whether port 25, 465 or 587 is open.',
  async run(context) {
    const url = context.settings.SMTP_URL;
    return url === undefined
      ? skipped('SMTP_URL is not set: mails are files in DATA_DIR/outbox')
      : converse(context, url);
  },
};
