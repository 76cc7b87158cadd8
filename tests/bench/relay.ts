/** What the rules of a pod cost in time: relayed messages per CPU second, against a bare `ws` server in the same run. */
import type { Measurement, Run } from './measurement.ts';
import { figures, type Load, type Mode, median, openLoad, type Server, started, ticketKeys } from './relay-parts.ts';

const rounds = 7;
const roundMs = 2_000;
const busyPairs = 100;
const minimumSpeed = 0.85;
const modes: readonly Mode[] = ['pod', 'bare'];

type Servers = Record<Mode, { server: Server; port: number }>;

/** Messages per CPU second of each round, both servers in turns. */
async function rates(load: Load, servers: Servers): Promise<Record<Mode, number[]>> {
  const found: Record<Mode, number[]> = { pod: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    for (const mode of modes) {
      const before = await figures(servers[mode].server, false);
      const { messages } = await load.ask({ do: 'run', name: `${mode}-busy`, forMs: roundMs });
      const after = await figures(servers[mode].server, false);
      found[mode].push((messages * 1000) / (after.cpuMs - before.cpuMs));
    }
  }
  return found;
}

export const run: Run = async (): Promise<Measurement[]> => {
  const { open, secret } = await ticketKeys();
  const load = openLoad();
  const servers: Servers = { pod: await started('pod', open), bare: await started('bare', open) };
  try {
    for (const mode of modes) {
      const { port } = servers[mode];
      await load.ask({ do: 'open', name: `${mode}-busy`, mode, port, pairs: busyPairs, jwk: secret });
      await load.ask({ do: 'run', name: `${mode}-busy`, forMs: roundMs });
    }
    const { pod, bare } = await rates(load, servers);
    const [ours, theirs] = [median(pod), median(bare)];
    return [
      { name: 'messages per CPU second, bare server', value: theirs, unit: '1/s' },
      { name: 'messages per CPU second, pod', value: ours, unit: '1/s' },
      { name: 'messages per CPU second, pod against bare', value: ours / theirs, unit: '×', atLeast: minimumSpeed },
    ];
  } finally {
    load.end();
    for (const mode of modes) servers[mode].server.end();
  }
};
