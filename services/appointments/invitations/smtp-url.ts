/** `SMTP_URL`, taken apart: how to reach the mail server, and whether without encryption. */
import { isIPv4 } from 'node:net';

export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`). */
  implicitTls: boolean;
  /** `required`: no mail leaves before STARTTLS. `optional`: only on this machine, or because the operator says so. */
  startTls: 'required' | 'optional';
  auth: { user: string; pass: string } | null;
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/**
 * `smtp[s]://[user:password@]host[:port][?starttls=required|optional]`; user and password percent-encoded. Port 587, or
 * 465 for `smtps`. STARTTLS is required unless the host is a loopback address.
 * @throws {RangeError} for anything else; the message never quotes the URL, which holds a password
 */
export function readSmtpUrl(text: string): SmtpSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new RangeError('SMTP_URL: expected smtp://user:password@host:port or smtps://…');
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.hash !== '')
    throw new RangeError('SMTP_URL: no path expected');
  for (const key of url.searchParams.keys()) {
    if (key !== 'starttls') throw new RangeError('SMTP_URL: only the option starttls is known');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const startTls = url.searchParams.get('starttls') ?? (isLoopback(host) ? 'optional' : 'required');
  if (startTls !== 'required' && startTls !== 'optional') {
    throw new RangeError('SMTP_URL: starttls is required or optional');
  }
  const implicitTls = url.protocol === 'smtps:';
  const pass = decodeURIComponent(url.password);
  return {
    host,
    port: url.port === '' ? (implicitTls ? 465 : 587) : Number(url.port),
    implicitTls,
    startTls,
    auth: url.username === '' ? null : { user: decodeURIComponent(url.username), pass },
  };
}
