/** The real appointments service for tests: on either database, with a clock that tests move, reached by injected requests. */
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { buildAppointments } from '@visavis/appointments';
import { createLog, createRegistry, type Log, type ManualClock, manualClock } from '@visavis/runtime';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { type ApiKeyRecord, type ApiKeys, newApiKey } from '../../services/appointments/api-keys.ts';
import type { Database } from '../../services/appointments/database.ts';
import { openPostgres } from '../../services/appointments/database-postgres.ts';
import type { Mail } from '../../services/appointments/invitations/facts.ts';
import { MailError } from '../../services/appointments/invitations/mailer.ts';
import { createSecrets, type Secrets } from '../../services/appointments/secrets.ts';
import type { AppointmentsSettings } from '../../services/appointments/settings.ts';
import { tableEnds } from '../../services/appointments/table-ends.ts';
import type { OpenMailer } from '../../services/appointments/wiring.ts';
import { openMemoryPglite } from './memory-pglite.ts';
import { startPostgres } from './postgres.ts';

/** Both databases that the product runs on; for `describe.each`. */
export const databaseKinds = ['pglite', 'postgres'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export interface TestDatabase {
  database: Database;
  /** Empties every table. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Every table of the book. */
export const tables = [...tableEnds.keys()];

/** Opens an empty, migrated database of its own. */
export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const server = kind === 'postgres' ? startPostgres() : null;
  const database = server ? await openPostgres(await server.createDatabase()) : await openMemoryPglite();
  return {
    database,
    async reset() {
      await database.db.execute(`truncate ${tables.join(', ')} cascade`);
    },
    async close() {
      await database.close();
      await server?.stop();
    },
  };
}

/** API keys in memory. */
export function memoryApiKeys(): ApiKeys {
  const records = new Map<string, ApiKeyRecord>();
  return {
    add: async (record) => void records.set(record.id, record),
    find: async (id) => records.get(id) ?? null,
    list: async () => [...records.values()],
    revoke: async (id) => records.delete(id),
  };
}

export interface TestClock extends ManualClock {
  /** Is at once `byMs` later, as after a sleep of the machine: what would have run in between does not. */
  jump(byMs: number): void;
}

/**
 * Stands still like `manualClock`, but what waits a second at most goes by itself: the floor under refusals then passes
 * without anybody moving the clock, and is seen in `now()`.
 */
export function testClock(): TestClock {
  const clock = manualClock();
  let jumpedMs = 0;
  return {
    ...clock,
    now: () => clock.now() + jumpedMs,
    jump(byMs) {
      jumpedMs += byMs;
    },
    after(delayMs, task) {
      if (delayMs > 1_000) return clock.after(delayMs, task);
      const immediate = setImmediate(() => {
        clock.advance(delayMs);
        task();
      });
      return () => clearImmediate(immediate);
    },
  };
}

/** A log whose lines are kept, at debug. */
export function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLog({ level: 'debug', role: 'appointments', destination }), lines };
}

export const testSettings: AppointmentsSettings = {
  publicUrl: 'https://video.example.de',
  issuer: 'https://video.example.de',
  signallingUrl: 'wss://video.example.de',
  organisation: { name: 'Musterkasse', phone: '0800 123 45 67', accent: null, languages: ['de', 'en'] },
  advisorName: 'Frau Berger',
  timeZone: 'Europe/Berlin',
  holidays: 'DE',
  requestTermMs: 48 * 3_600_000,
  bookingUrl: 'https://video.example.de/book',
  embedOrigins: [],
  bookingWorkBits: 4,
  remindHoursBefore: [24, 1],
  consentVersion: '2026-11',
  retentionDays: 30,
  changeKeysEveryS: 120,
  hasRelay: true,
  sessions: { consoleMs: 12 * 3_600_000, idleMs: 30 * 60_000, longestMs: 12 * 3_600_000 },
  oidc: null,
  webhooks: { networks: [], ca: null },
  portal: null,
  signsInByLink: true,
};

/** A mailer that keeps what it is given, until told to refuse. */
export function memoryMailer(): OpenMailer & { sent: Mail[]; clearedBefore: number[]; refuse(): void } {
  const sent: Mail[] = [];
  const clearedBefore: number[] = [];
  let isRefusing = false;
  return {
    sent,
    clearedBefore,
    refuse: () => {
      isRefusing = true;
    },
    mailer: {
      async send(mail) {
        if (isRefusing) throw new MailError('temporary', '451');
        sent.push(mail);
      },
      close: async () => {},
    },
    async clear(beforeMs) {
      clearedBefore.push(beforeMs);
      return 0;
    },
    forget: async () => 0,
  };
}

const secretText = () => randomBytes(32).toString('base64url');

export interface TestApp {
  app: FastifyInstance;
  appointments: Awaited<ReturnType<typeof buildAppointments>>['appointments'];
  clock: TestClock;
  lines: string[];
  secrets: Secrets;
  registry: ReturnType<typeof createRegistry>;
  apiKeys: ApiKeys;
  /** Mails that were sent. */
  sent: Mail[];
  /** From now on the mail server takes nothing. */
  refuseMails(): void;
  /** Moments before which mails kept as files were to be deleted. */
  clearedBefore: number[];
  /** Value of an `authorization` header that is let in. */
  bearer: string;
  /** Sends one request; objects are sent as JSON. Each app has an address of its own unless one is given. */
  send(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    options?: { headers?: Record<string, string>; address?: string },
  ): Promise<{ status: number; body: unknown; headers: Record<string, unknown>; text: string }>;
  close(): Promise<void>;
}

const invitationsOf = (settings: AppointmentsSettings) => ({
  organisation: { name: settings.organisation.name, phone: settings.organisation.phone },
  publicUrl: settings.publicUrl,
  timeZone: settings.timeZone,
  from: { name: settings.organisation.name, address: 'termine@example.de' },
  replyTo: null,
});

let addresses = 0;

/** Builds the service on `database`. Close it before the next one, so that timers end. */
export async function startAppointments(
  database: Database,
  options: { clock?: TestClock; settings?: Partial<AppointmentsSettings>; secrets?: Secrets } = {},
): Promise<TestApp> {
  const clock = options.clock ?? testClock();
  const settings = { ...testSettings, ...options.settings };
  const secrets = options.secrets ?? createSecrets({ dataKey: secretText(), codePepper: secretText() });
  const { log, lines } = keptLog();
  const registry = createRegistry();
  const apiKeys = memoryApiKeys();
  const { key, record } = newApiKey('tests', clock.now());
  await apiKeys.add(record);
  const invitations = invitationsOf(settings);
  const mail = memoryMailer();
  const deps = { settings, invitations, database, secrets, apiKeys, mail, clock, log, registry };
  const { app, appointments } = await buildAppointments(deps);
  const own = ++addresses;
  const ownAddress = `198.51.${(own >> 8) & 255}.${own & 255}`;
  return {
    app,
    appointments,
    clock,
    lines,
    secrets,
    registry,
    apiKeys,
    sent: mail.sent,
    refuseMails: mail.refuse,
    clearedBefore: mail.clearedBefore,
    bearer: `Bearer ${key}`,
    async send(method, url, body, { headers = {}, address = ownAddress } = {}) {
      const isRaw = typeof body === 'string';
      const response = await app.inject({
        method: method ?? 'GET',
        url,
        remoteAddress: address,
        headers: { ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
      });
      const isJson = String(response.headers['content-type']).includes('json');
      const parsed: unknown = isJson && response.body !== '' ? JSON.parse(response.body) : null;
      return { status: response.statusCode, body: parsed, headers: response.headers, text: response.body };
    },
    close: () => app.close(),
  };
}
