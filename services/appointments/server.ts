/** Runs the role `appointments` alone, for one organisation or for several. */
import {
  createLog,
  createRegistry,
  errorKind,
  onShutdown,
  openTrace,
  readConfig,
  type ShutdownStep,
  serveMetrics,
  systemClock,
} from '@visavis/runtime';
import { type AppointmentsConfig, appointmentsConfig } from './config.ts';
import { type HouseParts, type OpenHouse, openHouse } from './house.ts';
import { allRegistries, createHouseRegistry } from './house-registries.ts';
import { createFront } from './organisation-front.ts';
import { readOrganisations } from './organisations.ts';
import { startErrors } from './start-errors.ts';

/** How long an orderly end may take. */
const shutdownMs = 10_000;

interface Running {
  houses: OpenHouse[];
  /** To be done in this order at the end, before the houses close. */
  steps: ShutdownStep[];
}

async function runOne(config: AppointmentsConfig, parts: HouseParts): Promise<Running> {
  const house = await openHouse(config, config.PUBLIC_URL ?? `http://localhost:${config.PORT}`, parts);
  const { app, health } = house;
  await app.listen({ host: config.HOST, port: config.PORT });
  const steps = [
    { name: 'drain', run: () => health.drain() },
    { name: 'http', run: () => app.close() },
  ];
  return { houses: [house], steps };
}

async function runSeveral(config: AppointmentsConfig, text: string, parts: HouseParts): Promise<Running> {
  const houses: OpenHouse[] = [];
  const doors = [];
  for (const { config: own, publicUrl } of readOrganisations(text, process.env)) {
    const registry = createHouseRegistry(parts.registry);
    const house = await openHouse(own, publicUrl, { ...parts, registry });
    houses.push(house);
    const { app, appointments } = house;
    doors.push({ host: new URL(publicUrl).host, app, jwks: appointments.jwks, isReady: appointments.isReady });
  }
  const front = await createFront(doors, parts.log);
  await front.listen(config.HOST, config.PORT);
  const steps = [
    { name: 'drain', run: () => front.health.drain() },
    { name: 'http', run: () => front.close() },
    ...houses.map(({ app }) => ({ name: 'house', run: () => app.close() })),
  ];
  return { houses, steps };
}

async function run(): Promise<void> {
  const config = readConfig(appointmentsConfig, process.env);
  const log = createLog({ level: config.LOG_LEVEL, role: 'appointments' });
  const registry = createRegistry();
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  const trace = await openTrace({ endpoint, ratio, role: 'appointments', log });
  const parts = { clock: systemClock, log, trace, registry, announce: (line: string) => console.log(line) };
  const { ORGANISATIONS: several } = config;
  const { houses, steps } = await (several === undefined ? runOne(config, parts) : runSeveral(config, several, parts));
  const metrics = await serveMetrics(allRegistries(registry), config.METRICS_HOST, config.METRICS_PORT);
  onShutdown(
    [
      ...steps,
      { name: 'traces', run: () => trace.close() },
      { name: 'metrics', run: () => metrics.close() },
      ...houses.map(({ close }) => ({ name: 'database', run: close })),
    ],
    log,
    shutdownMs,
  );
  log.info('listening', { port: config.PORT });
  for (const { appointments } of houses) console.log(`advisor sign-in: ${await appointments.createSignInLink()}`);
}

run().catch((error: unknown) => {
  const isTold = error instanceof Error && startErrors.includes(error.name);
  console.error(isTold ? error.message : `appointments did not start: ${errorKind(error)}`);
  process.exit(1);
});
