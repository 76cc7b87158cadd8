/** The public keys of the ticket issuers, read from their JWKS and kept up to date, with every reading counted. */
import { errorKind, type Log } from '@visavis/runtime';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { Counter, Gauge, type Registry } from 'prom-client';

export interface TicketKeysOptions {
  registry: Registry;
  log: Log;
  timeoutMs: number;
  /** What every reading carries besides, see `Trace.headers`. */
  headers?: () => Record<string, string>;
  /** The environment's own by default. */
  fetch?: typeof fetch;
}

/** As `createRemoteJWKSet`: reads at the first ticket, at unknown keys, and when the cache is old. */
export function remoteTicketKeys(url: URL, { registry, log, timeoutMs, ...parts }: TicketKeysOptions): JWTVerifyGetKey {
  const registers = [registry];
  const readings = new Counter({
    name: 'visavis_signalling_jwks_readings_total',
    help: 'Readings of the ticket issuers’ keys by result: read, failed.',
    labelNames: ['result'],
    registers,
  });
  const lastRead = new Gauge({
    name: 'visavis_signalling_jwks_last_read_seconds',
    help: 'When the issuers’ keys were last read, seconds since 1970; 0 before the first ticket.',
    registers,
  });
  const { fetch: request = fetch, headers = () => ({}) } = parts;
  return createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    [customFetch]: async (address, init) => {
      try {
        for (const [name, value] of Object.entries<string>(headers())) init.headers.set(name, value);
        const response = await request(address, init);
        readings.inc({ result: response.ok ? 'read' : 'failed' });
        if (response.ok) lastRead.setToCurrentTime();
        else log.warn('keys not read', { status: response.status });
        return response;
      } catch (error) {
        readings.inc({ result: 'failed' });
        log.warn('keys not read', { kind: errorKind(error) });
        throw error;
      }
    },
  });
}
