/** An outbox with a database of its own, for tests of its worker: mails are queued as the book does, time is moved by hand. */
import { randomBytes } from 'node:crypto';
import { createRegistry, type ManualClock, manualClock } from '@visavis/runtime';
import { AppointmentId } from '@visavis/shared';
import * as v from 'valibot';
import type { Database, Db } from '../../services/appointments/database.ts';
import { createVault } from '../../services/appointments/encryption.ts';
import type { InvitationFacts, Mail } from '../../services/appointments/invitations/facts.ts';
import type { Mailer } from '../../services/appointments/invitations/mailer.ts';
import { createOutboxMetrics } from '../../services/appointments/invitations/outbox-metrics.ts';
import { createOutboxWorker, type OutboxWorker } from '../../services/appointments/invitations/outbox-worker.ts';
import { enqueue } from '../../services/appointments/outbox.ts';
import { advisors, appointments } from '../../services/appointments/schema.ts';
import { keptLog } from './appointments-app.ts';
import { invitationFacts, invitationSettings } from './invitation-facts.ts';

/** A mailer whose every delivery the test decides. */
export interface ScriptedMailer extends Mailer {
  sent: Mail[];
  /** Answers each mail from now on; throws to refuse. */
  answer(deliver: (mail: Mail) => Promise<void> | void): void;
}

export function scriptedMailer(): ScriptedMailer {
  const sent: Mail[] = [];
  let deliver: (mail: Mail) => Promise<void> | void = () => undefined;
  return {
    sent,
    answer(next) {
      deliver = next;
    },
    async send(mail) {
      await deliver(mail);
      sent.push(mail);
    },
    close: async () => undefined,
  };
}

const OutboxRow = v.object({
  state: v.picklist(['waiting', 'sent', 'failed', 'both']),
  erased: v.boolean(),
  attempts: v.number(),
  reason: v.nullable(v.string()),
});
export type OutboxRow = v.InferOutput<typeof OutboxRow>;

const rowsOf = (appointment: string) => `select
  case when sent_at is not null and failed_at is not null then 'both'
    when sent_at is not null then 'sent' when failed_at is not null then 'failed' else 'waiting' end as state,
  payload_enc is null as erased, attempts, last_error_code as reason
  from outbox where appointment_id = '${appointment}' order by created_at`;

/** A door that a delivery waits at until it is opened. */
export function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return {
    open: () => open(),
    arrived,
    pass: () => {
      arrive();
      return opened;
    },
  };
}

export interface OutboxBench {
  clock: ManualClock;
  mailer: ScriptedMailer;
  lines: string[];
  metrics(): Promise<string>;
  /** An appointment to write mails about; it starts an hour after now. */
  appointment(startsInMs?: number): Promise<InvitationFacts>;
  queue(facts: InvitationFacts): Promise<void>;
  worker(): OutboxWorker;
  /** What became of the mails of one appointment, oldest first. */
  rows(facts: InvitationFacts): Promise<OutboxRow[]>;
  /** Makes what a mail holds unreadable. */
  spoil(facts: InvitationFacts): Promise<void>;
}

const newId = () => randomBytes(16).toString('base64url');

/** The appointment that the facts tell of, as the book would have stored it. */
async function store(db: Db, facts: InvitationFacts, nowMs: number): Promise<void> {
  const createdAt = new Date(nowMs);
  await db.insert(advisors).values({ id: 'house', name: 'Frau Berger', createdAt }).onConflictDoNothing();
  await db.insert(appointments).values({
    id: facts.appointment,
    number: newId(),
    room: newId(),
    advisorId: 'house',
    status: 'confirmed',
    startsAt: new Date(facts.startsAtMs),
    endsAt: new Date(facts.startsAtMs + facts.durationMinutes * 60_000),
    durationMinutes: facts.durationMinutes,
    language: facts.language,
    guestNameEnc: '',
    codeHmac: '',
    codePepper: 1,
    codeMode: 'with-link',
    mailMode: 'service',
    linkSecretMode: 'service',
    relayOnly: false,
    createdAt,
  });
}

export function createOutboxBench({ db, ask }: Pick<Database, 'db' | 'ask'>): OutboxBench {
  const clock = manualClock();
  const mailer = scriptedMailer();
  const { log, lines } = keptLog();
  const registry = createRegistry();
  const vault = createVault([randomBytes(32)]);
  const metrics = createOutboxMetrics(registry);
  return {
    clock,
    mailer,
    lines,
    metrics: () => registry.metrics(),
    async appointment(startsInMs = 3_600_000) {
      const facts = invitationFacts({
        appointment: v.parse(AppointmentId, newId()),
        startsAtMs: clock.now() + startsInMs,
        issuedAtMs: clock.now(),
      });
      await store(db, facts, clock.now());
      return facts;
    },
    queue: (facts) => db.transaction((tx) => enqueue(tx, vault, facts, clock.now())),
    worker: () => createOutboxWorker({ db, ask, vault, mailer, settings: invitationSettings, clock, log, metrics }),
    async rows(facts) {
      const result = await db.execute(rowsOf(facts.appointment));
      return v.parse(v.object({ rows: v.array(OutboxRow) }), result).rows;
    },
    async spoil(facts) {
      await db.execute(`update outbox set payload_enc = '1.x.y' where appointment_id = '${facts.appointment}'`);
    },
  };
}
