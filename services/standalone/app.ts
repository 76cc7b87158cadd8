/** Everything in one process on embedded parts: appointments, one signalling pod, the pages, the outbox. */
import { join } from 'node:path';
import {
  type Appointments,
  type Book,
  invitationsFrom,
  type OpenMailer,
  openBook,
  openMailer,
  registerAppointments,
  secretMaterialFrom,
  settingsFrom,
} from '@visavis/appointments';
import { type LiveFacts, originOf, registerSite } from '@visavis/pages';
import {
  type Clock,
  createHttp,
  type Health,
  type Log,
  openSecurityLog,
  registerHealth,
  type Trace,
} from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';
import { iceOptionsFrom, registerSignalling, type Signalling } from '@visavis/signalling';
import type { FastifyInstance } from 'fastify';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Registry } from 'prom-client';
import { publicUrlOf, type StandaloneConfig, showsOutbox } from './config.ts';
import { settledPort } from './free-port.ts';
import { registerOutbox } from './outbox.ts';
import { openSignallingParts, type SignallingParts } from './wiring.ts';

export interface StandaloneOptions {
  config: StandaloneConfig;
  clock: Clock;
  log: Log;
  registry: Registry;
  /** None by default. */
  trace?: Trace;
  /** Gets one line for people when something takes long. */
  announce(line: string): void;
}

/** The running process. */
export interface Standalone {
  /** Where browsers reach it, without a slash at the end. */
  url: string;
  port: number;
  /** A link that signs the advisor in, once, within 15 minutes. */
  createSignInLink(): Promise<string>;
  /** Takes nobody in and sends everybody away; resolves when they are gone, within 25 seconds. */
  drain(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** What is opened before the services and closed after them. */
interface Ground {
  book: Book;
  mail: OpenMailer;
  pod: SignallingParts;
  close(): Promise<void>;
}

async function openGround({ config, log, clock, announce }: StandaloneOptions): Promise<Ground> {
  const place = { databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR, material: secretMaterialFrom(config) };
  const book = await openBook(place, log, announce);
  const mail = openMailer({ smtpUrl: config.SMTP_URL, ca: config.SMTP_CA, dataDir: config.DATA_DIR });
  const close = async (pod?: SignallingParts): Promise<void> => {
    await pod?.close();
    await mail.mailer.close();
    await book.database.close();
  };
  try {
    const pod = await openSignallingParts(config, clock, log);
    return { book, mail, pod, close: () => close(pod) };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Services {
  appointments: Appointments;
  signalling: Signalling;
}

/** Both services on one application. Tickets are checked with the issuer's own keys, whichever it has at that moment. */
async function registerServices(
  app: FastifyInstance,
  options: StandaloneOptions,
  { book, mail, pod }: Ground,
  url: string,
): Promise<Services> {
  const { config, clock, log, registry, trace } = options;
  const settings = settingsFrom(config, url);
  const invitations = invitationsFrom(config, url);
  const appointments = await registerAppointments(app, { ...book, mail, settings, invitations, clock, log, registry });
  const keys: JWTVerifyGetKey = (header, token) => createLocalJWKSet(appointments.jwks())(header, token);
  const origins = new Set([new URL(url).origin, ...config.SIGNALLING_ORIGINS]);
  const signalling = await registerSignalling(app, {
    ...pod,
    keys,
    issuers: [settings.issuer],
    allowsOrigin: (origin) => origins.has(origin),
    ice: iceOptionsFrom(config),
    limits: { turnTtlMs: config.TURN_CREDENTIAL_SECONDS * 1000 },
    clock,
    log,
    registry,
    trace,
  });
  return { appointments, signalling };
}

async function registerFront(
  app: FastifyInstance,
  config: StandaloneConfig,
  url: string,
  live: LiveFacts,
): Promise<void> {
  const { publicUrl, signallingUrl, organisation, consentVersion: fileVersion } = settingsFrom(config, url);
  const folders = { pagesFolder: config.PAGES_DIR, legalFolder: config.LEGAL_DIR };
  const { languages } = organisation;
  await registerSite(app, { publicUrl, signallingUrl, ...folders, languages, fileVersion, live });
  if (showsOutbox(config)) registerOutbox(app, { folder: join(config.DATA_DIR, 'outbox'), origin: originOf(url) });
}

/** Pages are looked for before anything is opened, and asked for when everything is. */
function frontOf(services: () => Services | undefined): LiveFacts {
  const front = () => {
    const opened = services();
    if (opened === undefined) throw new VisavisError('unavailable', 'not open yet');
    return opened.appointments.front;
  };
  return { facts: async () => front().facts(), terms: async (version) => front().terms(version) };
}

function addChecks(health: Health, { appointments, signalling }: Services): void {
  health.add({ name: 'database', check: () => appointments.isReady() });
  health.add({ name: 'signalling', check: () => signalling.check() });
}

/**
 * Starts to listen. The caller serves metrics and decides when to drain and close.
 * @throws {PagesMissing} {@link DirectoryInUse} {ConfigError} and whatever listening throws; then nothing stays open
 */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  const { config, log } = options;
  const port = await settledPort(config.HOST, config.PORT);
  const url = publicUrlOf(config, port);
  const kept = { folder: config.SECURITY_LOG_DIR, days: config.SECURITY_LOG_DAYS };
  const security = openSecurityLog({ ...kept, clock: options.clock, log });
  const { visited } = security;
  const app = createHttp({ log, trace: options.trace, trustedProxies: config.TRUSTED_PROXIES, visited });
  const health = registerHealth(app);
  let closing: Promise<void> | undefined;
  let services: Services | undefined;
  await registerFront(
    app,
    config,
    url,
    frontOf(() => services),
  );
  const ground = await openGround(options);
  const close = async (): Promise<void> => {
    await app.close();
    await services?.appointments.close();
    await security.close();
    await ground.close();
  };
  try {
    services = await registerServices(app, options, ground, url);
    addChecks(health, services);
    await app.listen({ host: config.HOST, port });
  } catch (error) {
    await close();
    throw error;
  }
  const { appointments, signalling } = services;
  return {
    url,
    port,
    createSignInLink: () => appointments.createSignInLink(),
    drain() {
      health.drain();
      return signalling.drain();
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
