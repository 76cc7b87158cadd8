/** Whether browsers will believe the certificate, for how long, and with which TLS. */
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { bareHost } from '../addresses.ts';
import { authorities, certificateFault } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, skipped, warning } from '../check.ts';

const dayMs = 86_400_000;
const soonDays = 14;

/** What one handshake showed. */
export interface Handshake {
  /** OpenSSL's or Node's code; undefined when the certificate is believed. */
  fault: string | undefined;
  /** Milliseconds since 1970. */
  validUntilMs: number;
  /** For instance `TLSv1.3`. */
  protocol: string;
  acceptsOld: boolean;
}

/** A handshake, judged. */
export function interpretTls({ fault, validUntilMs, protocol, acceptsOld }: Handshake, nowMs: number): Finding {
  if (fault !== undefined) {
    const { says, fix } = certificateFault(fault) ?? {
      says: `the certificate is refused (${fault})`,
      fix: 'replace it.',
    };
    return broken(says, fix);
  }
  const days = Math.floor((validUntilMs - nowMs) / dayMs);
  if (days < soonDays) return warning(`the certificate ends in ${days} days`, 'see why it was not renewed by itself.');
  if (acceptsOld)
    return warning('TLS 1.1 or older is accepted', 'set the lowest version of the load balancer to TLS 1.2.');
  return ok(`${protocol}, certificate valid for ${days} days`);
}

function shake(options: ConnectionOptions, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...options, rejectUnauthorized: false }, () => resolve(socket));
    socket.on('error', reject);
    signal.addEventListener('abort', () => socket.destroy());
  });
}

async function acceptsOld(options: ConnectionOptions, signal: AbortSignal): Promise<boolean> {
  // Without the lower security level this side's own library would refuse to ask.
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  try {
    (await shake({ ...options, ...old }, signal)).destroy();
    return true;
  } catch {
    return false;
  }
}

async function handshake({ url, ca, signal }: Context): Promise<Handshake> {
  const host = bareHost(url);
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const options = { host, port: url.port === '' ? 443 : Number(url.port), ...servername, ...authorities(ca) };
  const socket = await shake(options, signal);
  const { authorized, authorizationError: error } = socket;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const [validUntilMs, protocol] = [Date.parse(socket.getPeerCertificate().valid_to), socket.getProtocol() ?? ''];
  socket.destroy();
  return {
    fault: authorized ? undefined : code,
    validUntilMs,
    protocol,
    acceptsOld: await acceptsOld(options, signal),
  };
}

export const tlsCheck: Check = {
  name: 'tls',
  remedy: 'see whether anybody serves https at this address, and whether a firewall is in between.',
  async run(context) {
    if (context.url.protocol !== 'https:') return skipped('plain http: on this machine only');
    return interpretTls(await handshake(context), context.clock.now());
  },
};
