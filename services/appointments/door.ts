/**
 * The two questions of an admission to the database: whom it is about, and one that holds the counters, looks whether they are
 * what the asker thinks, and only then writes. Each is a transaction of its own, and a text that is built once.
 */
import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { countedColumns, heldBy } from './attempt-counters.ts';
import type { Counter } from './attempts.ts';
import type { Comer, SeatRow } from './companions/companion-seat.ts';
import type { Database } from './database.ts';
import { revisionNow } from './rules/living-rules.ts';
import { advisors, appointments } from './schema.ts';
import { companions } from './schema-companions.ts';
import type { Found, Keyed, Shown } from './weighing.ts';

/** What the door needs to know before it weighs anything. */
export interface AtTheDoor extends Found {
  /** The advisor's name; empty where there is no such appointment. */
  advisor: string;
  /** Of the rules of the house. */
  revision: number;
}

/** Counters as they were told last; `print` stands for them, and is empty as long as there are none. */
export interface Told {
  print: string;
  counters: ReadonlyMap<string, Counter>;
}

/** What becomes of an attempt if the counters are as told. */
export interface Verdict {
  keyed: readonly Keyed[];
  /** Those of `keyed` that go up by one. */
  added: readonly Keyed[];
  /** Who comes in, and what is written down of it; null: nobody. */
  arrival: { comer: Comer; consentVersion: string; byNumber: boolean } | null;
}

export interface Door {
  find(shown: Pick<Shown, 'appointment' | 'number'>): Promise<AtTheDoor>;
  /**
   * Writes the verdict down while nobody else is weighed by the same counters. Null: done. Otherwise nothing was written, because
   * the counters are not as told but as answered.
   */
  settle(told: Told, verdict: Verdict, nowMs: number): Promise<Told | null>;
}

/** Before anything is known of them: most people never failed. */
export const noneTold: Told = { print: '', counters: new Map() };

/** `hold_counters` waits for its turn and then looks anew; the rest sees what it saw. */
const settling = {
  name: 'door_settle',
  text: `
with held as materialized (
  select * from hold_counters(string_to_array($1::text, ',')::bigint[], string_to_array($2::text, ','))
), seen as materialized (
  select
    coalesce(string_agg(concat_ws(' ', key, count, extract(epoch from started_at)), ',' order by key), '') as print,
    coalesce(jsonb_agg(jsonb_build_object(
      'key', key, 'count', count, 'startedAtMs', round(extract(epoch from started_at) * 1000),
      'blockedUntilMs', round(extract(epoch from blocked_until) * 1000)
    )), '[]') as counters
  from held
), counted as (
  insert into attempt_counters (key, count, started_at, blocked_until, expires_at)
  select "key", "count", "startedAt", "blockedUntil", "expiresAt"
  from jsonb_to_recordset($4::text::jsonb) as added("key" text, "count" int, "startedAt" timestamptz, "blockedUntil" timestamptz, "expiresAt" timestamptz)
  where (select print from seen) = $3::text
  on conflict (key) do update set count = excluded.count, started_at = excluded.started_at,
    blocked_until = excluded.blocked_until, expires_at = excluded.expires_at
), guest as (
  update appointments set consent_version = $7::text, consent_at = $8::text::timestamptz,
    admitted_at = coalesce(admitted_at, $8::text::timestamptz), by_number = $9::boolean
  where id = $5::text and (select print from seen) = $3::text
), third as (
  update companions set consent_version = $7::text, consent_at = $8::text::timestamptz,
    admitted_at = coalesce(admitted_at, $8::text::timestamptz)
  where id = $6::text and (select print from seen) = $3::text
)
select print = $3::text as "isDone", print, counters from seen`,
};

const Settled = v.object({
  isDone: v.boolean(),
  print: v.string(),
  counters: v.array(
    v.object({
      key: v.string(),
      count: v.number(),
      startedAtMs: v.number(),
      blockedUntilMs: v.nullable(v.number()),
    }),
  ),
});

/** A third of the columns: each one is described by the database in every answer, and read one by one. */
const seatColumns = {
  id: appointments.id,
  room: appointments.room,
  status: appointments.status,
  mode: appointments.mode,
  startsAt: appointments.startsAt,
  durationMinutes: appointments.durationMinutes,
  guestNameEnc: appointments.guestNameEnc,
  codeHmac: appointments.codeHmac,
  codePepper: appointments.codePepper,
  codeVersion: appointments.codeVersion,
  relayOnly: appointments.relayOnly,
} satisfies Record<keyof SeatRow, unknown>;

/** From nothing outwards, so that the rules of the house are answered for whoever asks in vain as well. */
const finding = (database: Database, name: string, column: typeof appointments.id | typeof appointments.number) =>
  database.db
    .select({ row: seatColumns, companion: companions, advisor: advisors.name, revision: revisionNow })
    .from(sql`(select 1) as nothing`)
    .leftJoin(appointments, eq(column, sql.placeholder('which')))
    .leftJoin(companions, eq(companions.appointmentId, appointments.id))
    .leftJoin(advisors, eq(advisors.id, appointments.advisorId))
    .prepare(database.nameOf(name));

const added = ({ added: all }: Verdict, { counters }: Told, nowMs: number) =>
  all.map(({ kind, key }) => ({ key, ...countedColumns(kind, counters.get(key) ?? null, nowMs) }));

export function createDoor(database: Database): Door {
  const byId = finding(database, 'door_by_id', appointments.id);
  const byNumber = finding(database, 'door_by_number', appointments.number);
  return {
    async find({ appointment, number }) {
      const isByLink = appointment !== undefined;
      const [found] = await (isByLink
        ? byId.execute({ which: appointment })
        : byNumber.execute({ which: number ?? '' }));
      const companion = isByLink ? (found?.companion ?? null) : null;
      return { row: found?.row ?? null, companion, advisor: found?.advisor ?? '', revision: found?.revision ?? 0 };
    },
    async settle(told, verdict, nowMs) {
      const { keys, locks } = heldBy(verdict.keyed.map(({ key }) => key));
      const { comer = null, consentVersion = null, byNumber = false } = verdict.arrival ?? {};
      const guest = comer !== null && comer.companion === null ? comer.row.id : null;
      const [answer] = await database.ask(settling, [
        ...[locks, keys, told.print, JSON.stringify(added(verdict, told, nowMs))],
        ...[guest, comer?.companion?.id ?? null, consentVersion, new Date(nowMs).toISOString(), byNumber],
      ]);
      const { isDone, print, counters } = v.parse(Settled, answer);
      return isDone ? null : { print, counters: new Map(counters.map(({ key, ...counter }) => [key, counter])) };
    },
  };
}
