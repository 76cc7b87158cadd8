/** Builds the appointments service: wires the parts, adds the routes. `server.ts` runs it alone, `standalone` beside the pods. */
import { type Clock, createHttp, type Health, type HttpOptions, type Log, registerHealth } from '@visavis/runtime';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { ensureAdvisor, houseAdvisorId } from './advisors.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Advisor, Context } from './context.ts';
import type { Database } from './database.ts';
import { createDoorLimits } from './door-limits.ts';
import type { Endpoint } from './endpoint.ts';
import type { InvitationSettings } from './invitations/facts.ts';
import { createOutboxMetrics } from './invitations/outbox-metrics.ts';
import { createOutboxWorker, type OutboxWorker } from './invitations/outbox-worker.ts';
import { makeContext } from './make-context.ts';
import { createAppointmentsMetrics } from './metrics.ts';
import { createMinuteWork, type MinuteWork } from './minute-work.ts';
import { openOidcSignIn } from './oidc/sign-in.ts';
import { withOpenApi } from './openapi.ts';
import { createPrincipals } from './principal.ts';
import { createLostLinks } from './requests/link-lost.ts';
import { createWorkOffice } from './requests/work.ts';
import { createRetention, type Retention } from './retention.ts';
import { admissionEndpoints } from './routes/api/v1/admission.ts';
import { advisorsEndpoints } from './routes/api/v1/advisors.ts';
import { companionEndpoints } from './routes/api/v1/appointments/companion.ts';
import { outcomeEndpoints } from './routes/api/v1/appointments/outcome.ts';
import { appointmentTicketEndpoints } from './routes/api/v1/appointments/ticket.ts';
import { appointmentEndpoints } from './routes/api/v1/appointments.ts';
import { bookingEndpoints } from './routes/api/v1/book/requests.ts';
import { slotEndpoints } from './routes/api/v1/book/slots.ts';
import { calendarEndpoints } from './routes/api/v1/calendar.ts';
import { checkTicketEndpoints } from './routes/api/v1/check/ticket.ts';
import { checkEndpoints } from './routes/api/v1/check.ts';
import { deskTicketEndpoints } from './routes/api/v1/desk/ticket.ts';
import { letterEndpoints } from './routes/api/v1/letters.ts';
import { linkEndpoints } from './routes/api/v1/link.ts';
import { offerEndpoints } from './routes/api/v1/offer.ts';
import { organisationEndpoints } from './routes/api/v1/organisation.ts';
import { peopleEndpoints } from './routes/api/v1/people.ts';
import { requestEndpoints } from './routes/api/v1/requests.ts';
import { retentionEndpoints } from './routes/api/v1/retention.ts';
import { sessionEndpoints } from './routes/api/v1/session.ts';
import { settingsEndpoints } from './routes/api/v1/settings.ts';
import { statisticsEndpoints } from './routes/api/v1/statistics.ts';
import { termsEndpoints } from './routes/api/v1/terms.ts';
import { walkInsEndpoints } from './routes/api/v1/walk-ins.ts';
import { webhookEndpoints } from './routes/api/v1/webhooks.ts';
import { jwksEndpoints } from './routes/well-known/jwks.ts';
import { createLivingRules } from './rules/living-rules.ts';
import { type PublicFront, publicFront } from './rules/public-front.ts';
import type { Secrets } from './secrets.ts';
import { serve } from './serve.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import type { AppointmentsSettings } from './settings.ts';
import { type ConsoleSignIn, createConsoleSignIn } from './sign-in-console.ts';
import { openSigningKeys, type PublicKey, type SigningKeys } from './signing-keys.ts';
import { countLast } from './statistics/over.ts';
import { createTicketOffice } from './tickets.ts';
import type { WalkInParts } from './walk-ins/walk-in-deeds.ts';
import { createWalkInMetrics } from './walk-ins/walk-in-metrics.ts';
import { withWebhooks } from './webhooks/webhook-parts.ts';
import type { OpenMailer } from './wiring.ts';

/** Everything the service needs from outside. The caller keeps, and closes, the database. */
export interface AppointmentsDeps {
  settings: AppointmentsSettings;
  invitations: InvitationSettings;
  database: Database;
  secrets: Secrets;
  apiKeys: ApiKeys;
  /** With what it leaves behind on this machine, see `openMailer`. The caller closes the mailer. */
  mail: OpenMailer;
  clock: Clock;
  log: Log;
  registry: Registry;
}

/** The running service, for the process around it. */
export interface Appointments {
  /** A link that signs the house's advisor in, once, within 15 minutes; with a provider, the page that leads there. */
  createSignInLink(): Promise<string>;
  /** The public keys of tickets, as the JWKS route shows them. */
  jwks(): { keys: PublicKey[] };
  /** Resolves when nothing runs in the background: keys are fresh, what has ended is gone, mails that were due are out. */
  settled(): Promise<void>;
  /** What pages beside the interface show of the organisation, as it is now. */
  front: PublicFront;
  /** For the readiness check named `database`. */
  isReady(): Promise<boolean>;
  /** Stops all timers and waits for what is underway, mails too. Idempotent. */
  close(): Promise<void>;
}

interface Parts {
  context: Context;
  keys: SigningKeys;
  signIn: ConsoleSignIn;
  house: Advisor;
  outbox: OutboxWorker;
  retention: Retention;
  minuteWork: MinuteWork;
  walkIns: WalkInParts;
}

async function makeParts(deps: AppointmentsDeps): Promise<Parts> {
  const { settings, secrets, clock, log } = deps;
  const { db } = deps.database;
  const rules = createLivingRules({ db, clock, settings, invitations: deps.invitations });
  await rules.fresh();
  const house = { id: houseAdvisorId, name: settings.advisorName };
  await ensureAdvisor(db, house, clock.now(), settings.oidc === null);
  const keys = await openSigningKeys(db, secrets.vault, clock, log);
  const metrics = createAppointmentsMetrics(deps.registry);
  const tickets = createTicketOffice({
    keys,
    clock,
    issuer: settings.issuer,
    signallingUrl: settings.signallingUrl,
    issued: metrics.ticket,
  });
  const mails = createOutboxWorker({
    db,
    ask: deps.database.ask,
    vault: secrets.vault,
    mailer: deps.mail.mailer,
    get settings() {
      return rules.invitations();
    },
    refresh: rules.fresh,
    clock,
    log,
    metrics: createOutboxMetrics(deps.registry),
  });
  const { vault } = secrets;
  const beside = { db, vault, settings: settings.webhooks, clock, log, registry: deps.registry };
  const outbox = withWebhooks(mails, beside);
  const retention = createRetention({
    db,
    keys,
    clock,
    log,
    metrics,
    retentionDays: () => rules.fresh().then(() => rules.settings().retentionDays),
    countLast: (tx, ids) => countLast(context, tx, ids),
    clearMails: deps.mail.clear,
  });
  const context = makeContext(deps, { rules, tickets, metrics, mailQueued: outbox.kick });
  const signIn = createConsoleSignIn(db, clock, house, settings.publicUrl);
  const walkIns = { context, metrics: createWalkInMetrics(deps.registry) };
  return { context, keys, signIn, house, outbox, retention, walkIns, minuteWork: createMinuteWork(context, walkIns) };
}

/** Whatever needs no more than the context. */
const houseEndpoints = (context: Context): Endpoint[] => [
  ...organisationEndpoints(context),
  ...settingsEndpoints(context),
  ...termsEndpoints(context),
  ...advisorsEndpoints(context),
  ...appointmentEndpoints(context),
  ...appointmentTicketEndpoints(context),
  ...outcomeEndpoints(context),
  ...companionEndpoints(context),
  ...deskTicketEndpoints(context),
  ...offerEndpoints(context),
  ...requestEndpoints(context),
];

/**
 * Adds the appointments service to an application made by `createHttp`.
 * @throws {SealBroken} when the data key is not the one of this database
 */
export async function registerAppointments(app: FastifyInstance, deps: AppointmentsDeps): Promise<Appointments> {
  const { context, keys, signIn, house, outbox, retention, minuteWork, walkIns } = await makeParts(deps);
  const { settings, clock } = deps;
  const limits = createDoorLimits(clock);
  const lostLinks = createLostLinks(context);
  const sessions = createSessions(context.db, context.vault, clock, settings.sessions);
  const cookie = createSessionCookie(settings.publicUrl);
  const oidc = openOidcSignIn(context, sessions);
  if (!settings.signsInByLink) await sessions.endOfConsole();
  const endpoints: Endpoint[] = [
    ...houseEndpoints(context),
    ...linkEndpoints(context, limits.link),
    ...admissionEndpoints(context, limits.admission),
    ...checkEndpoints(context, limits.check),
    ...checkTicketEndpoints(context, limits.check),
    ...slotEndpoints(context, limits.slots),
    ...bookingEndpoints(context, createWorkOffice(context.vault, settings.bookingWorkBits), lostLinks, {
      limit: limits.booking,
      calm: limits.work,
      networks: limits.networks,
    }),
    ...letterEndpoints(context, limits.letters),
    ...walkInsEndpoints(walkIns, limits),
    ...calendarEndpoints(context, limits.calendar),
    ...webhookEndpoints(context),
    ...sessionEndpoints({ context, sessions, cookie, signIn, oidc, limit: limits.session, oidcLimit: limits.oidc }),
    ...statisticsEndpoints(context, limits.check),
    ...peopleEndpoints({ context, keys, forgetMails: deps.mail.forget }),
    ...retentionEndpoints(context),
    ...jwksEndpoints(keys),
  ];
  const principals = createPrincipals({ db: context.db, sessions, cookie, keys: deps.apiKeys, house, settings });
  await serve(app, context, withOpenApi(endpoints, settings.publicUrl), principals);
  void retention.run();
  void minuteWork.run();
  outbox.kick();
  return {
    createSignInLink: settings.signsInByLink ? signIn.createSignInLink : async () => `${settings.publicUrl}/`,
    jwks: keys.jwks,
    front: publicFront(context),
    // Mails last: the outbox passes over whatever the others hold at that moment.
    settled: () =>
      Promise.all([keys.refresh(), retention.run(), minuteWork.run()]).then(lostLinks.settled).then(outbox.drain),
    isReady: deps.database.ready,
    async close() {
      await Promise.all([keys.close(), retention.close(), minuteWork.close(), lostLinks.settled().then(outbox.close)]);
      for (const limit of Object.values(limits)) limit.close();
    },
  };
}

/** The service with an application of its own, and its health routes. */
export async function buildAppointments(
  deps: AppointmentsDeps & Pick<HttpOptions, 'trustedProxies' | 'trace' | 'visited'>,
): Promise<{ app: FastifyInstance; appointments: Appointments; health: Health }> {
  const { log, trace, trustedProxies = [], visited } = deps;
  const app = createHttp({ log, trace, trustedProxies, visited });
  const health = registerHealth(app);
  const appointments = await registerAppointments(app, deps);
  health.add({ name: 'database', check: appointments.isReady });
  app.addHook('onClose', () => appointments.close());
  return { app, appointments, health };
}
