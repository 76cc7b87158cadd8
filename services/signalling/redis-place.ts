/** Where the shared Redis (or Valkey) is: one address for a single server, one for Sentinel, one for a Cluster. */

export interface RedisNode {
  host: string;
  port: number;
}

/** A parsed `REDIS_URL` and the secrets beside it. */
export interface RedisPlace {
  kind: 'single' | 'sentinel' | 'cluster';
  /** The server; or the sentinels; or some nodes of the cluster. At least one. */
  nodes: readonly [RedisNode, ...RedisNode[]];
  isTls: boolean;
  /** Name of the master that the sentinels watch; empty otherwise. */
  master: string;
  database: number;
  username: string | undefined;
  password: string | undefined;
  sentinelPassword?: string | undefined;
  /** PEM of the authority that signed the servers' certificates; the system's own without it. */
  ca?: string | undefined;
}

const form =
  /^(redis|rediss)(\+sentinel|\+cluster)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?#@]+)(?:\/([^/?#]*))?(?:\/(\d{1,3}))?$/;
const defaultPort = { single: 6379, sentinel: 26379, cluster: 6379 } as const;

function nodesOf(text: string, port: number): RedisNode[] | undefined {
  const nodes = text.split(',').map((item): RedisNode | undefined => {
    const [, bracketed, plain, digits] = item.match(/^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/) ?? [];
    const host = bracketed ?? plain;
    const number = digits === undefined ? port : Number(digits);
    return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
  });
  const known = nodes.filter((node) => node !== undefined);
  return known.length === nodes.length ? known : undefined;
}

function decoded(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : decodeURIComponent(text);
}

/**
 * `redis://[user:password@]host[:port][/database]`, `redis+sentinel://…host[:port],host…/master[/database]`,
 * `redis+cluster://…host[:port],host…`; `rediss…` is the same over TLS. User and password are percent-encoded.
 * `undefined` for everything else.
 */
export function parseRedisUrl(url: string): RedisPlace | undefined {
  const [, scheme, suffix, username, password, hosts = '', first = '', second = ''] = url.match(form) ?? [];
  if (scheme === undefined) return undefined;
  const kind = suffix === '+sentinel' ? 'sentinel' : suffix === '+cluster' ? 'cluster' : 'single';
  const [node, ...others] = nodesOf(hosts, defaultPort[kind]) ?? [];
  if (!node) return undefined;
  const database = kind === 'sentinel' ? second : first;
  const isWhole =
    (kind === 'single' && others.length === 0 && second === '') ||
    (kind === 'sentinel' && /^[\w.-]+$/.test(first)) ||
    (kind === 'cluster' && first === '' && second === '');
  if (!isWhole || !/^\d{0,3}$/.test(database)) return undefined;
  try {
    return {
      kind,
      nodes: [node, ...others],
      isTls: scheme === 'rediss',
      master: kind === 'sentinel' ? first : '',
      database: Number(database),
      username: decoded(username),
      password: decoded(password),
    };
  } catch {
    return undefined;
  }
}
