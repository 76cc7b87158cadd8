/** The tables of the appointment book. Columns that end in `_enc` hold what `encryption.ts` made; every row has an end in `retention.ts`. */
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** A person who advises. Appointments belong to one; sign-in names one. */
export const advisors = pgTable('advisors', {
  id: text('id').primaryKey(),
  /** As guests read it: what a lead set (`isNamedHere`), else `toldName`. */
  name: text('name').notNull(),
  /** False: may not sign in any more, and offers no slots. */
  isActive: boolean('is_active').notNull().default(true),
  createdAt: moment('created_at').notNull(),
  /** As the provider or the installation last told it. */
  toldName: text('told_name'),
  isNamedHere: boolean('is_named_here').notNull().default(false),
  /** As of the last sign-in. */
  roles: text('roles', { enum: ['advisor', 'lead', 'operator'] })
    .array()
    .notNull()
    .default([]),
  /** On the organisation's calendar: the day alone, so that nobody's hours of work are kept. */
  lastSignInOn: date('last_sign_in_on', { mode: 'string' }),
});

/**
 * A confirmed time for a conversation. `status` knows no "over": that is a matter of the clock. `endsAt` is start plus
 * duration; `codeVersion` counts the dial-in codes, so that a new one ends what devices earned with an older.
 */
export const appointments = pgTable(
  'appointments',
  {
    id: text('id').primaryKey(),
    number: text('number').notNull().unique(),
    room: text('room').notNull().unique(),
    advisorId: text('advisor_id')
      .notNull()
      .references(() => advisors.id),
    status: text('status', { enum: ['confirmed', 'cancelled'] }).notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    guestNameEnc: text('guest_name_enc').notNull(),
    emailEnc: text('email_enc'),
    phoneEnc: text('phone_enc'),
    subjectEnc: text('subject_enc'),
    codeHmac: text('code_hmac').notNull(),
    codePepper: integer('code_pepper').notNull(),
    codeVersion: integer('code_version').notNull().default(1),
    codeEnc: text('code_enc'),
    linkSecretEnc: text('link_secret_enc'),
    codeMode: text('code_mode', { enum: ['with-link', 'separately'] }).notNull(),
    mailMode: text('mail_mode', { enum: ['service', 'advisor'] }).notNull(),
    linkSecretMode: text('link_secret_mode', { enum: ['service', 'browser'] }).notNull(),
    relayOnly: boolean('relay_only').notNull(),
    mode: text('mode', { enum: ['video', 'in-person'] })
      .notNull()
      .default('video'),
    place: text('place'),
    outcome: text('outcome', { enum: ['held', 'missed'] }),
    /** Of the offer, where one was chosen. */
    serviceId: text('service_id'),
    /** How the statistics have counted it, once its time is over. */
    countedAs: text('counted_as', { enum: ['held', 'missed'] }),
    sequence: integer('sequence').notNull().default(0),
    movedFrom: moment('moved_from'),
    consentVersion: text('consent_version'),
    consentAt: moment('consent_at'),
    admittedAt: moment('admitted_at'),
    byNumber: boolean('by_number').notNull().default(false),
    checkResult: jsonb('check_result'),
    checkedAt: moment('checked_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('appointments_by_advisor').on(table.advisorId, table.startsAt),
    index('appointments_by_end').on(table.endsAt),
    index('appointments_uncounted').on(table.endsAt).where(sql`counted_as is null and status = 'confirmed'`),
  ],
);

/**
 * Guests' wishes for a slot. Before `confirmed` there is no appointment; from then on the appointment decides what is so.
 * `personEnc` holds a `BookingPerson` of `shared`; what of the advisor's time is held lies in `[takenFrom, takenTo)`.
 */
export const requests = pgTable(
  'requests',
  {
    id: text('id').primaryKey(),
    serviceId: text('service_id').notNull(),
    advisorId: text('advisor_id')
      .notNull()
      .references(() => advisors.id),
    phase: text('phase', {
      enum: ['unconfirmed', 'requested', 'proposed', 'confirmed', 'declined', 'expired', 'cancelled'],
    }).notNull(),
    startsAt: moment('starts_at').notNull(),
    wishedFor: moment('wished_for').notNull(),
    expiresAt: moment('expires_at').notNull(),
    takenFrom: moment('taken_from'),
    takenTo: moment('taken_to'),
    durationMinutes: integer('duration_minutes').notNull(),
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull(),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull(),
    mode: text('mode', { enum: ['video', 'in-person'] })
      .notNull()
      .default('video'),
    place: text('place'),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    personEnc: text('person_enc').notNull(),
    codeHmac: text('code_hmac').notNull(),
    codePepper: integer('code_pepper').notNull(),
    codeEnc: text('code_enc'),
    consentVersion: text('consent_version').notNull(),
    consentAt: moment('consent_at').notNull(),
    /** Digests of the key that the page made for this wish and of the wish itself, see `requests/wish-repeat.ts`. */
    wishKey: text('wish_key').unique(),
    wishDigest: text('wish_digest'),
    /** The mail alone told the code: whoever asked is told it nowhere else. */
    isCodeByMailAlone: boolean('is_code_by_mail_alone').notNull().default(false),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('requests_by_time').on(table.advisorId, table.takenFrom),
    index('requests_by_expiry').on(table.phase, table.expiresAt),
    index('requests_by_appointment').on(table.appointmentId),
  ],
);

/** Five minutes of an advisor's time, held for one request or one appointment: the key keeps everybody else out. See `requests/holds.ts`. */
export const slotHolds = pgTable(
  'slot_holds',
  {
    advisorId: text('advisor_id')
      .notNull()
      .references(() => advisors.id, { onDelete: 'cascade' }),
    cellAt: moment('cell_at').notNull(),
    requestId: text('request_id').references(() => requests.id, { onDelete: 'cascade' }),
    appointmentId: text('appointment_id').references(() => appointments.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.advisorId, table.cellAt] }),
    index('slot_holds_by_request').on(table.requestId),
    index('slot_holds_by_appointment').on(table.appointmentId).where(sql`appointment_id is not null`),
    check('slot_holds_for_whom', sql`num_nonnulls(${table.requestId}, ${table.appointmentId}) > 0`),
  ],
);

/** Work that was shown, so that it is shown once; see `requests/work.ts`. */
export const spentWork = pgTable(
  'spent_work',
  { id: text('id').primaryKey(), expiresAt: moment('expires_at').notNull() },
  (table) => [index('spent_work_by_end').on(table.expiresAt)],
);

/** What guests may ask for: each row a `ServiceOffer` of `shared`, in the order of `position`. Nothing of a person is in it. */
export const services = pgTable('services', {
  id: text('id').primaryKey(),
  position: integer('position').notNull(),
  offer: jsonb('offer').notNull(),
});

/** When an advisor has time: an `AdvisorHours` of `shared`. Exceptions go when their day is over. */
export const advisorHours = pgTable('advisor_hours', {
  advisorId: text('advisor_id')
    .primaryKey()
    .references(() => advisors.id, { onDelete: 'cascade' }),
  hours: jsonb('hours').notNull(),
});

/** Counters of refused admissions. `key` is an HMAC of what is counted, so that no address is stored. */
export const attemptCounters = pgTable(
  'attempt_counters',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    startedAt: moment('started_at').notNull(),
    blockedUntil: moment('blocked_until'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('attempt_counters_by_end').on(table.expiresAt)],
);

/** Keys that sign tickets: published from `createdAt`, signing from `signsFrom` to `signsUntil`, gone at `goneAt`. */
export const signingKeys = pgTable('signing_keys', {
  kid: text('kid').primaryKey(),
  privateEnc: text('private_enc').notNull(),
  publicKey: text('public_key').notNull(),
  createdAt: moment('created_at').notNull(),
  signsFrom: moment('signs_from').notNull(),
  signsUntil: moment('signs_until').notNull(),
  goneAt: moment('gone_at').notNull(),
});

/** Keys of programs that use the HTTP interface; only with PostgreSQL, see `api-keys.ts`. */
export const apiKeys = pgTable('api_keys', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  sha256: text('sha256').notNull(),
  createdAt: moment('created_at').notNull(),
  /** What it is good for; null: all that programs may do. */
  scopes: text('scopes').array(),
});

/** What retention did, signed: a compact JWS for each run that deleted appointments. */
export const retentionProofs = pgTable('retention_proofs', {
  id: text('id').primaryKey(),
  ranAt: moment('ran_at').notNull(),
  jws: text('jws').notNull(),
});
