/** What both measured processes of the relay benchmark answer: where they listen, and what they have used so far. */
import type { JWK } from 'jose';

export type ServerCommand = { do: 'start'; jwk: JWK; redisUrl: string | undefined } | { do: 'measure'; gc: boolean };
export type ServerAnswer = { port: number } | { cpuMs: number; rssBytes: number; connections: number };

/** Collects everything and gives emptied pages back, as V8 does by itself when a process is idle. */
const lastResort: ((options: object) => void) | undefined = Reflect.get(globalThis, 'gc');

async function measure(gc: boolean, connections: number): Promise<ServerAnswer> {
  for (let round = 0; gc && round < 6; round++) {
    lastResort?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), connections };
}

/** Obeys the benchmark over IPC until it goes away. Imports nothing but types, so that a process weighs what it runs. */
export function serve(
  start: (jwk: JWK, redisUrl: string | undefined) => Promise<{ port: number; connections(): number }>,
): void {
  let connections = (): number => 0;
  process.on('message', async (command: ServerCommand) => {
    if (command.do === 'measure') {
      process.send?.(await measure(command.gc, connections()));
      return;
    }
    const started = await start(command.jwk, command.redisUrl);
    connections = started.connections;
    process.send?.({ port: started.port });
  });
  process.on('disconnect', () => process.exit());
}
