/** Puts the doctor together: what is set, where the installation is, and every check in the order in which it is told. */
import type { Clock } from '@visavis/runtime';
import type { Check } from './check.ts';
import { bookingCheck } from './checks/booking.ts';
import { clockCheck } from './checks/clock.ts';
import { configurationCheck } from './checks/configuration.ts';
import { databaseCheck } from './checks/database.ts';
import { dnsCheck } from './checks/dns.ts';
import { headersCheck } from './checks/headers.ts';
import { healthCheck } from './checks/health.ts';
import { jwksCheck } from './checks/jwks.ts';
import { mailCheck } from './checks/mail.ts';
import { mailDomainCheck } from './checks/mail-domain.ts';
import { metricsPortCheck } from './checks/metrics-port.ts';
import { organisationsCheck } from './checks/organisations.ts';
import { originsCheck } from './checks/origins.ts';
import { portalCheck } from './checks/portal.ts';
import { redisCheck } from './checks/redis.ts';
import { signInCheck } from './checks/sign-in.ts';
import { stunCheck } from './checks/stun.ts';
import { timeZoneCheck } from './checks/time-zone.ts';
import { tlsCheck } from './checks/tls.ts';
import { turnChecks } from './checks/turn.ts';
import { websocketCheck } from './checks/websocket.ts';
import { type Result, runChecks } from './deadline.ts';
import { type ReadSettings, readDoctorSettings } from './settings.ts';

export interface ExamineOptions {
  /** The process's environment. */
  env: Record<string, string | undefined>;
  /** Where browsers reach the installation; without it PUBLIC_URL, without that `npm start` on this machine. */
  url?: string | undefined;
  /** A further certificate authority, PEM. */
  ca?: string | undefined;
  clock: Clock;
}

/** Every check there is, in the order of its lines. */
export const allChecks = (read: ReadSettings): Check[] => [
  configurationCheck(read),
  dnsCheck,
  tlsCheck,
  clockCheck,
  healthCheck,
  headersCheck,
  bookingCheck,
  jwksCheck,
  websocketCheck,
  originsCheck,
  metricsPortCheck,
  redisCheck,
  databaseCheck,
  organisationsCheck,
  signInCheck,
  portalCheck,
  mailCheck,
  mailDomainCheck,
  stunCheck,
  ...turnChecks,
  timeZoneCheck,
];

/** Looks at everything at once; throws nothing that a check could tell. */
export async function examine(options: ExamineOptions): Promise<{ url: URL; results: Result[] }> {
  const { env, ca, clock } = options;
  const read = readDoctorSettings(env);
  const url = new URL(options.url ?? read.settings.PUBLIC_URL ?? `http://localhost:${read.settings.PORT || 3000}`);
  const { settings, organisations } = read;
  return { url, results: await runChecks(allChecks(read), { url, settings, organisations, ca, clock }) };
}
