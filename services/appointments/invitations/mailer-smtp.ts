/** The mailer of production: hands every mail to an SMTP server. */
import { createTransport } from 'nodemailer';
import type { Mail } from './facts.ts';
import { MailError, type Mailer } from './mailer.ts';
import { messageOf } from './message.ts';
import { readSmtpUrl } from './smtp-url.ts';

export interface SmtpOptions {
  /** As {@link readSmtpUrl} takes it. */
  url: string;
  /** A further certificate authority, PEM, for a mail server with a certificate of the organisation's own. */
  ca?: string;
  timeouts?: { connectMs: number; greetingMs: number; idleMs: number };
}

const defaultTimeouts = { connectMs: 10_000, greetingMs: 10_000, idleMs: 30_000 };

/** Commands in which a server says no to this very mail, and not to us: RFC 5321 §4.3.2. */
const aboutTheMail = new Set(['RCPT TO', 'DATA']);

/** Log in wrong, sender refused, no TLS: the operator's to mend, and the mail waits. 5xx to this mail: it never will be taken. */
function errorFrom(error: unknown): MailError {
  if (!(error instanceof Error)) return new MailError('temporary', 'EUNKNOWN');
  const details = error as Error & { code?: unknown; responseCode?: unknown; command?: unknown };
  const code = typeof details.code === 'string' ? details.code : 'EUNKNOWN';
  if (typeof details.responseCode === 'number') {
    const isFinal = details.responseCode >= 500 && aboutTheMail.has(String(details.command));
    return new MailError(isFinal ? 'permanent' : 'temporary', String(details.responseCode));
  }
  const isOurs = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new MailError(isOurs ? 'permanent' : 'temporary', code);
}

/**
 * At most three connections, kept open between mails. TLS 1.2 or newer; where STARTTLS is optional,
 * any certificate is taken.
 * @throws {RangeError} for a URL that is none
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const { host, port, implicitTls, startTls, auth } = readSmtpUrl(options.url);
  const timeouts = options.timeouts ?? defaultTimeouts;
  const transport = createTransport({
    host,
    port,
    secure: implicitTls,
    requireTLS: startTls === 'required',
    ...(auth ? { auth } : {}),
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.idleMs,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: implicitTls || startTls === 'required',
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const underway = new Set<Promise<unknown>>();
  const hand = async (mail: Mail): Promise<void> => {
    const sending = transport.sendMail(messageOf(mail));
    underway.add(sending);
    try {
      await sending;
    } catch (error) {
      throw errorFrom(error);
    } finally {
      underway.delete(sending);
    }
  };
  return {
    send: hand,
    async close() {
      await Promise.allSettled(underway);
      transport.close();
    },
  };
}
