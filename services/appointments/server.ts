/** Runs the role `appointments` alone. */
import { registerSite } from '@visavis/pages';
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
import { buildAppointments } from './app.ts';
import { appointmentsConfig, invitationsFrom, secretMaterialFrom, settingsFrom } from './config.ts';
import { startErrors } from './start-errors.ts';
import { openBook, openMailer } from './wiring.ts';

/** How long an orderly end may take. */
const shutdownMs = 10_000;

async function run(): Promise<void> {
  const config = readConfig(appointmentsConfig, process.env);
  const log = createLog({ level: config.LOG_LEVEL, role: 'appointments' });
  const material = secretMaterialFrom(config);
  const place = { databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR, material };
  const book = await openBook(place, log, (line) => console.log(line));
  const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
  const mail = openMailer({ smtpUrl: config.SMTP_URL, ca: config.SMTP_CA, dataDir: config.DATA_DIR });
  const registry = createRegistry();
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  const trace = await openTrace({ endpoint, ratio, role: 'appointments', log });
  const settings = settingsFrom(config, publicUrl);
  const { app, appointments, health } = await buildAppointments({
    ...book,
    settings,
    invitations: invitationsFrom(config, publicUrl),
    mail,
    clock: systemClock,
    log,
    registry,
    trace,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  const { PAGES_DIR: pagesFolder, LEGAL_DIR: legalFolder } = config;
  if (pagesFolder) {
    await registerSite(app, { ...settings, pagesFolder, legalFolder, languages: settings.organisation.languages });
  }
  const metrics = await serveMetrics(registry, config.METRICS_HOST, config.METRICS_PORT);
  await app.listen({ host: config.HOST, port: config.PORT });
  onShutdown(
    [
      { name: 'drain', run: () => health.drain() },
      { name: 'http', run: () => app.close() },
      { name: 'mailer', run: () => mail.mailer.close() },
      { name: 'traces', run: () => trace.close() },
      { name: 'metrics', run: () => metrics.close() },
      { name: 'database', run: () => book.database.close() },
    ],
    log,
    shutdownMs,
  );
  log.info('listening', { port: config.PORT });
  console.log(`advisor sign-in: ${await appointments.createSignInLink()}`);
}

run().catch((error: unknown) => {
  const isTold = error instanceof Error && startErrors.includes(error.name);
  console.error(isTold ? error.message : `appointments did not start: ${errorKind(error)}`);
  process.exit(1);
});
