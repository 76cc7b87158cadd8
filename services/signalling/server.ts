/** Runs the signalling role by itself: `node services/signalling/server.ts`. */
import { randomBytes } from 'node:crypto';
import {
  createLog,
  createRegistry,
  onShutdown,
  openTrace,
  readConfig,
  serveMetrics,
  systemClock,
} from '@visavis/runtime';
import { limits } from '@visavis/shared';
import { addressLimitsFrom } from './address-limits.ts';
import { buildSignalling } from './app.ts';
import { signallingSettings } from './config.ts';
import { remoteTicketKeys } from './ticket-keys.ts';
import { iceOptionsFrom } from './turn-regions.ts';
import { openStoreAndBus } from './wiring.ts';

const jwksTimeoutMs = 2_000;

const settings = readConfig(signallingSettings, process.env);
const log = createLog({ level: settings.LOG_LEVEL, role: 'signalling' });
const registry = createRegistry();
const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = settings;
const trace = await openTrace({ endpoint, ratio, role: 'signalling', log });
const parts = await openStoreAndBus(settings, systemClock, log);

const publicOrigin = settings.PUBLIC_URL === undefined ? [] : [new URL(settings.PUBLIC_URL).origin];
const origins = new Set([...settings.SIGNALLING_ORIGINS, ...publicOrigin]);
const resumeKeys = [settings.RESUME_KEY, settings.RESUME_KEY_PREVIOUS].filter((key) => key !== undefined);
if (resumeKeys.length === 0) {
  log.warn('no resume key set: lines resume at this pod only');
  resumeKeys.push(randomBytes(32).toString('base64url'));
}

const { app, signalling, health } = await buildSignalling({
  keys: remoteTicketKeys(new URL(settings.TICKET_JWKS_URL), {
    registry,
    log,
    timeoutMs: jwksTimeoutMs,
    headers: trace.headers,
  }),
  issuers: settings.TICKET_ISSUERS,
  allowsOrigin: (origin) => origins.has(origin),
  resumeKeys,
  ice: iceOptionsFrom(settings),
  limits: { turnTtlMs: settings.TURN_CREDENTIAL_SECONDS * 1000, ...addressLimitsFrom(settings) },
  store: parts.store,
  bus: parts.bus,
  clock: systemClock,
  log,
  registry,
  trace,
  trustedProxies: settings.TRUSTED_PROXIES,
});
const metrics = await serveMetrics(registry, settings.METRICS_HOST, settings.METRICS_PORT);
await app.listen({ host: settings.HOST, port: settings.PORT });
const address = app.server.address();
log.info('listening', { port: typeof address === 'object' && address ? address.port : settings.PORT });

onShutdown(
  [
    { name: 'ready', run: () => health.drain() },
    // Whoever is sent here before the load balancer has asked again is still let in.
    { name: 'notice', run: () => new Promise<void>((read) => systemClock.after(settings.DRAIN_NOTICE_MS, read)) },
    { name: 'drain', run: () => signalling.drain() },
    { name: 'close', run: () => app.close() },
    { name: 'store and bus', run: () => parts.close() },
    { name: 'traces', run: () => trace.close() },
    { name: 'metrics', run: () => metrics.close() },
  ],
  log,
  limits.drainExitMs,
);
