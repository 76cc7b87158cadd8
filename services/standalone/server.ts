/** Runs everything in one process: `npm start`. Standard output is for people, the log goes to standard error. */
import { allRegistries, startErrors } from '@visavis/appointments';
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
import { type StandaloneOptions, startStandalone } from './app.ts';
import { standaloneConfig } from './config.ts';
import { startSeveral } from './several.ts';

/** What runs, whoever it runs for. */
interface Running {
  port: number;
  houses: { url: string; createSignInLink(): Promise<string> }[];
  drain(): Promise<void>;
  close(): Promise<void>;
}

async function start(options: StandaloneOptions): Promise<Running> {
  const { ORGANISATIONS: several } = options.config;
  if (several === undefined) {
    const standalone = await startStandalone(options);
    return { ...standalone, houses: [standalone] };
  }
  const running = await startSeveral(options, several, process.env);
  const houses = running.houses.map(({ url, house: { appointments } }) => ({
    url,
    createSignInLink: () => appointments.createSignInLink(),
  }));
  return { ...running, houses };
}

async function run(): Promise<void> {
  const config = readConfig(standaloneConfig, process.env);
  const log = createLog({ level: config.LOG_LEVEL, role: 'standalone', destination: process.stderr });
  const registry = createRegistry();
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  const trace = await openTrace({ endpoint, ratio, role: 'standalone', log });
  const announce = (line: string) => console.log(line);
  const running = await start({ config, clock: systemClock, log, registry, trace, announce });
  const metrics = await serveMetrics(allRegistries(registry), config.METRICS_HOST, config.METRICS_PORT);
  onShutdown(
    [
      { name: 'drain', run: () => running.drain() },
      { name: 'close', run: () => running.close() },
      { name: 'traces', run: () => trace.close() },
      { name: 'metrics', run: () => metrics.close() },
    ],
    log,
    limits.drainExitMs,
  );
  log.info('listening', { port: running.port });
  for (const { url, createSignInLink } of running.houses) {
    console.log(`guest page: ${url}/j`);
    console.log(`advisor sign-in: ${await createSignInLink()}`);
  }
}

const told = new Set([...startErrors, 'PagesMissing']);

run().catch((error: unknown) => {
  const isTold = error instanceof Error && told.has(error.name);
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (inUse) console.error('the port is taken: set PORT (or METRICS_PORT) to another one');
  else console.error(isTold ? error.message : `standalone did not start: ${errorKind(error)}`);
  process.exit(1);
});
