/** What an idle line weighs at 10,000 lines: a pod over Redis and an embedded one, against a bare `ws` server in the same run. */
import type { JWK } from 'jose';
import { startRedis } from '../support/redis.ts';
import type { Measurement, Run } from './measurement.ts';
import { figures, type Load, type Mode, median, openLoad, started, ticketKeys } from './relay-parts.ts';

/** Each round measures every kind in a fresh process. */
const rounds = 3;
const idlePairs = 5_000;
/** Opened and closed before memory is read, so that code and pools that come once are not counted a line. */
const warmPairs = 1_000;
const maximum = 1.3;

type Kind = 'bare server' | 'pod' | 'pod with embedded store';
const kinds: readonly Kind[] = ['bare server', 'pod', 'pod with embedded store'];

interface Setting {
  load: Load;
  keys: { open: JWK; secret: JWK };
  redisUrl: string;
}

/** Resident bytes a line after a full collection, and of the whole process in megabytes. */
async function weigh(kind: Kind, { load, keys, redisUrl }: Setting): Promise<{ lineBytes: number; wholeMb: number }> {
  const mode: Mode = kind === 'bare server' ? 'bare' : 'pod';
  const { server, port } = await started(mode, keys.open, kind === 'pod' ? redisUrl : undefined);
  try {
    await load.ask({ do: 'open', name: `${mode}-warm`, mode, port, pairs: warmPairs, jwk: keys.secret });
    await load.ask({ do: 'close', name: `${mode}-warm` });
    let before = await figures(server, true);
    while (before.connections > 0) before = await figures(server, true);
    await load.ask({ do: 'open', name: `${mode}-idle`, mode, port, pairs: idlePairs, jwk: keys.secret });
    const after = await figures(server, true);
    await load.ask({ do: 'close', name: `${mode}-idle` });
    const grown = after.rssBytes - before.rssBytes;
    return { lineBytes: grown / (after.connections - before.connections), wholeMb: after.rssBytes / 1e6 };
  } finally {
    server.end();
  }
}

export const run: Run = async (): Promise<Measurement[]> => {
  const redis = await startRedis();
  const load = openLoad();
  const found: Record<Kind, { lineBytes: number; wholeMb: number }[]> = {
    'bare server': [],
    pod: [],
    'pod with embedded store': [],
  };
  try {
    const setting = { load, keys: await ticketKeys(), redisUrl: redis.url };
    for (let round = 0; round < rounds; round++) {
      for (const kind of kinds) found[kind].push(await weigh(kind, setting));
    }
  } finally {
    load.end();
    await redis.close();
  }
  const line = (kind: Kind): number => median(found[kind].map(({ lineBytes }) => lineBytes));
  const whole = (kind: Kind): number => median(found[kind].map(({ wholeMb }) => wholeMb));
  const against = (kind: Kind): number => line(kind) / line('bare server');
  return [
    ...kinds.map((kind) => ({ name: `memory per idle line, ${kind}`, value: line(kind), unit: 'bytes' })),
    { name: 'memory per idle line, pod against bare', value: against('pod'), unit: '×', atMost: maximum },
    {
      name: 'memory per idle line, pod with embedded store against bare',
      value: against('pod with embedded store'),
      unit: '×',
    },
    ...kinds.map((kind) => ({
      name: `memory with ${2 * idlePairs} idle lines, ${kind}`,
      value: whole(kind),
      unit: 'MB',
    })),
  ];
};
