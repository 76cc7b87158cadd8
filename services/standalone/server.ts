/** Runs everything in one process: `npm start`. Standard output is for people, the log goes to standard error. */
import { startErrors } from '@visavis/appointments';
import {
  createLog,
  createRegistry,
  errorKind,
  onShutdown,
  openTrace,
  readConfig,
  serveMetrics,
  systemClock,
} from '@visavis/runtime';
import { limits } from '@visavis/shared';
import { startStandalone } from './app.ts';
import { standaloneConfig } from './config.ts';

async function run(): Promise<void> {
  const config = readConfig(standaloneConfig, process.env);
  const log = createLog({ level: config.LOG_LEVEL, role: 'standalone', destination: process.stderr });
  const registry = createRegistry();
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  const trace = await openTrace({ endpoint, ratio, role: 'standalone', log });
  const announce = (line: string) => console.log(line);
  const standalone = await startStandalone({ config, clock: systemClock, log, registry, trace, announce });
  const metrics = await serveMetrics(registry, config.METRICS_HOST, config.METRICS_PORT);
  onShutdown(
    [
      { name: 'drain', run: () => standalone.drain() },
      { name: 'close', run: () => standalone.close() },
      { name: 'traces', run: () => trace.close() },
      { name: 'metrics', run: () => metrics.close() },
    ],
    log,
    limits.drainExitMs,
  );
  log.info('listening', { port: standalone.port });
  console.log(`guest page: ${standalone.url}/j`);
  console.log(`advisor sign-in: ${await standalone.createSignInLink()}`);
}

const told = new Set([...startErrors, 'PagesMissing']);

run().catch((error: unknown) => {
  const isTold = error instanceof Error && told.has(error.name);
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (inUse) console.error('the port is taken: set PORT (or METRICS_PORT) to another one');
  else console.error(isTold ? error.message : `standalone did not start: ${errorKind(error)}`);
  process.exit(1);
});
