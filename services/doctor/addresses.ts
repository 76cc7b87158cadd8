/** Hosts and ports out of the addresses that configuration knows. */
import type { TurnServer } from '@visavis/turn';
import type { Context } from './check.ts';

/** Where browsers reach the pods. */
export function signallingUrl({ url, settings }: Pick<Context, 'url' | 'settings'>): URL {
  return new URL((settings.SIGNALLING_URL ?? url.origin).replace(/^http/, 'ws'));
}

/** A host name without the brackets of an IPv6 address. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

const form = /^(stuns?|turns?):(?:\[([0-9a-fA-F:.]+)\]|([^:?[\]]+))(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/;

/** An address as in `RTCIceServer.urls` (RFC 7064, RFC 7065); undefined for one that is none. */
export function relayOf(url: string): TurnServer | undefined {
  const [, scheme, bracketed, name, port, transport] = form.exec(url) ?? [];
  const host = bracketed ?? name;
  if (scheme === undefined || host === undefined) return undefined;
  const isTls = scheme.endsWith('s');
  const kind = isTls ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp';
  return { host, port: port === undefined ? (isTls ? 5349 : 3478) : Number(port), transport: kind };
}

/** A relay, and the secret that makes credentials for it. */
export interface Relay {
  server: TurnServer;
  secret: string | undefined;
}

/** Every relay of every region. */
export function relaysOf({ settings }: Pick<Context, 'settings'>): Relay[] {
  const pools = [
    { urls: settings.TURN_URLS, secret: settings.TURN_SECRET },
    ...(settings.TURN_REGIONS ?? []).map(({ urls, secret }) => ({ urls, secret: secret ?? settings.TURN_SECRET })),
  ];
  return pools.flatMap(({ urls, secret }) =>
    urls.flatMap((url) => {
      const server = relayOf(url);
      return server ? [{ server, secret }] : [];
    }),
  );
}
