/** Entrypoint of the relay: `run` writes coturn's configuration and becomes coturn, `write` only writes, `probe HOST [PORT]` looks at a running one. */
import { spawn } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { readConfig } from '@visavis/runtime';
import { renderTurnConfig } from './config.ts';
import { turnCredentials } from './credentials.ts';
import { probeDenyList } from './probe.ts';
import { TurnEnvironment, turnSettings } from './settings.ts';

/** The file holds the secret: only its owner reads it, and nobody sees half of it. */
async function write(env: TurnEnvironment): Promise<void> {
  const unfinished = `${env.TURN_CONFIG}.${process.pid}`;
  await writeFile(unfinished, renderTurnConfig(turnSettings(env)), { mode: 0o600 });
  await rename(unfinished, env.TURN_CONFIG);
}

/** Signals go on to coturn, and its end is ours. */
function becomeCoturn(configFile: string): void {
  const child = spawn('turnserver', ['-c', configFile], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR1'] as const) process.on(signal, () => child.kill(signal));
  child.once('error', () => {
    console.error('turnserver cannot be started: is coturn installed?');
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1)));
}

async function probe(env: TurnEnvironment, host: string | undefined, port: string | undefined): Promise<void> {
  const server = { host: host ?? '127.0.0.1', port: port === undefined ? env.TURN_PORT : Number(port) };
  const report = await probeDenyList(server, turnCredentials(env.TURN_SECRET, Date.now() / 1000 + 600));
  for (const family of report.skipped) console.log(`skipped ${family}: the relay has no such address`);
  for (const { address, reason, expected, found } of report.wrong) {
    console.log(`WRONG ${address} (${reason}): expected ${expected}, found ${found}`);
  }
  console.log(`${report.findings.length} addresses asked for, ${report.wrong.length} wrong`);
  process.exitCode = report.wrong.length === 0 ? 0 : 1;
}

const [command = 'run', host, port] = process.argv.slice(2);
try {
  const env = readConfig(TurnEnvironment, process.env, 'TURN_');
  if (command === 'probe') await probe(env, host, port);
  else if (command === 'run' || command === 'write') {
    await write(env);
    if (command === 'run') becomeCoturn(env.TURN_CONFIG);
  } else throw new RangeError('expected run, write or probe');
} catch (error) {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exit(1);
}
