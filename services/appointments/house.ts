/** Opens everything of one organisation: its book, its mails, its routes and its pages. */
import { registerSite } from '@visavis/pages';
import { type Clock, type Health, type Log, openSecurityLog, type Trace } from '@visavis/runtime';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { type Appointments, buildAppointments } from './app.ts';
import { type AppointmentsConfig, invitationsFrom, secretMaterialFrom, settingsFrom } from './config.ts';
import { openBook, openMailer } from './wiring.ts';

export interface OpenHouse {
  app: FastifyInstance;
  appointments: Appointments;
  health: Health;
  /** Closes what the application leaves open: mailer and database, after it. */
  close(): Promise<void>;
}

/** What a process has once, however many organisations it serves. */
export interface HouseParts {
  clock: Clock;
  log: Log;
  /** None by default. */
  trace?: Trace | undefined;
  registry: Registry;
  announce(line: string): void;
}

/** @throws whatever a wrong setting, secret or folder throws; the process then does not start */
export async function openHouse(
  config: AppointmentsConfig,
  publicUrl: string,
  { clock, log, trace, registry, announce }: HouseParts,
): Promise<OpenHouse> {
  const material = secretMaterialFrom(config);
  const place = { databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR, material };
  const book = await openBook(place, log, announce);
  const mail = openMailer({ smtpUrl: config.SMTP_URL, ca: config.SMTP_CA, dataDir: config.DATA_DIR });
  const settings = settingsFrom(config, publicUrl);
  const invitations = invitationsFrom(config, publicUrl);
  const trustedProxies = config.TRUSTED_PROXIES;
  const kept = { folder: config.SECURITY_LOG_DIR, days: config.SECURITY_LOG_DAYS };
  const security = openSecurityLog({ ...kept, clock, log });
  const around = { clock, log, registry, trace, trustedProxies, visited: security.visited };
  const parts = { ...book, settings, invitations, mail, ...around };
  const { app, appointments, health } = await buildAppointments(parts);
  const { PAGES_DIR: pagesFolder, LEGAL_DIR: legalFolder } = config;
  if (pagesFolder) {
    const { signallingUrl, organisation, consentVersion: fileVersion } = settings;
    const site = { publicUrl, signallingUrl, languages: organisation.languages, fileVersion, live: appointments.front };
    await registerSite(app, { ...site, pagesFolder, legalFolder });
  }
  return {
    app,
    appointments,
    health,
    async close() {
      await mail.mailer.close();
      await security.close();
      await book.database.close();
    },
  };
}
