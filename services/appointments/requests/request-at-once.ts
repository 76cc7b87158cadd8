/**
 * Takes a wish in one statement where nothing stands in its way: work shown for the first time, nobody counted yet, and nobody faster.
 * All of it is written or nothing, mail and messages too; whatever is not so is for the longer way of `request-create.ts`.
 */
import type { BookingRequest, DialInCode, ServiceOffer } from '@visavis/shared';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { countedColumns, heldBy } from '../attempt-counters.ts';
import type { Context } from '../context.ts';
import { requestMailKey } from '../mail-keys.ts';
import type { FreeTime } from '../offers/find-slots.ts';
import { takenBy } from '../offers/slots.ts';
import { mailRow } from '../outbox.ts';
import { attemptCounters, requests, slotHolds, spentWork } from '../schema.ts';
import { requestMailKeys } from '../schema-mail-keys.ts';
import { outbox } from '../schema-mails.ts';
import { webhookMessages } from '../schema-webhooks.ts';
import { requestMessages } from '../webhooks/webhook-announce.ts';
import { cellsOf } from './holds.ts';
import { newRequest } from './request-new.ts';
import { factsOf } from './request-notice.ts';
import type { RequestRow } from './request-row.ts';
import { isSuspicious } from './suspicion.ts';
import { wishKeys } from './wish-limit.ts';
import type { DoneWork } from './work.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which columns of which tables are written, in this order; all others keep their defaults. */
const written: { table: PgTable; columns: readonly string[] }[] = [
  { table: attemptCounters, columns: ['key', 'count', 'startedAt', 'blockedUntil', 'expiresAt'] },
  { table: spentWork, columns: ['id', 'expiresAt'] },
  { table: requests, columns: Object.keys(getTableColumns(requests)) },
  { table: requestMailKeys, columns: ['requestId', 'key'] },
  { table: slotHolds, columns: ['advisorId', 'cellAt', 'requestId'] },
  {
    table: outbox,
    columns: ['id', 'requestId', 'kind', 'language', 'payloadEnc', 'nextAttemptAt', 'createdAt'],
  },
  {
    table: webhookMessages,
    columns: ['id', 'webhookId', 'requestId', 'event', 'body', 'nextAttemptAt', 'dueSince', 'createdAt'],
  },
];

/** What tables and their columns are called in the database; looked up once, because Drizzle builds a whole description for each look. */
const called = new Map(
  written.map(({ table }) => {
    const columns = Object.entries(getTableColumns(table)).map(([column, { name }]) => [column, name] as const);
    return [table, { name: getTableConfig(table).name, columns: new Map(columns) }];
  }),
);

function insertion({ table, columns }: (typeof written)[number]): string {
  const { name = '', columns: names } = called.get(table) ?? {};
  const list = columns.map((column) => `"${names?.get(column)}"`).join(', ');
  const rows = `jsonb_populate_recordset(null::"${name}", given.rows -> '${name}')`;
  return `"new_${name}" as (insert into "${name}" (${list}) select ${list} from given, ${rows} where given.is_free)`;
}

/** Counters are held before anything is written, as on the longer way; one that is there already, and nothing is. */
const placing = {
  name: 'request_at_once',
  text: `
with held as materialized (
  select key from hold_counters(string_to_array($1::text, ',')::bigint[], string_to_array($2::text, ','))
), given as materialized (
  select $3::text::jsonb as rows, not exists (select from held) as is_free
), ${written.map(insertion).join(', ')}
select is_free as "isFree" from given`,
};
const Answer = v.object({ isFree: v.boolean() });

/** SQLSTATE of what somebody else's writing makes of ours: there already, gone already, or each waits for the other. */
const overtaken = ['23505', '23503', '40P01'];

/** True when all was written. */
async function write(context: Context, keys: string[], rows: readonly [PgTable, readonly Row[]][]): Promise<boolean> {
  const named = rows.map(([table, all]) => {
    const { name = '', columns } = called.get(table) ?? {};
    const renamed = (row: Row) => Object.entries(row).map(([column, value]) => [columns?.get(column) ?? column, value]);
    return [name, all.map((row) => Object.fromEntries(renamed(row)))];
  });
  const held = heldBy(keys);
  try {
    const [answer] = await context.ask(placing, [held.locks, held.keys, JSON.stringify(Object.fromEntries(named))]);
    return v.parse(Answer, answer).isFree;
  } catch (error) {
    if (error instanceof Error && 'code' in error && overtaken.includes(String(error.code))) return false;
    throw error;
  }
}

/** A wish as it came, with the work that was done for it and is not yet spent. */
export interface Coming {
  wish: BookingRequest;
  work: DoneWork;
  /** An address group, used as a counter's key only. */
  address: string;
  isBusyNetwork: boolean;
}

export interface Placed {
  row: RequestRow;
  code: DialInCode;
  /** The advisor's name. */
  advisor: string;
}

/** `advisor` had time when asked. Null: it cannot be done at once, and nothing was written. */
export async function placeAtOnce(
  context: Context,
  { wish, work, address, isBusyNetwork }: Coming,
  service: ServiceOffer,
  advisor: FreeTime,
  listeners: readonly string[],
): Promise<Placed | null> {
  const nowMs = context.clock.now();
  const suspicious = isSuspicious({ byAddress: 0, byMail: 0, isHardWork: work.isHard, isBusyNetwork });
  const span = takenBy(service, Date.parse(wish.startsAt));
  const made = newRequest(context, service, advisor, { ...wish, isSuspicious: suspicious });
  const row = { ...made.row, takenFrom: new Date(span.fromMs), takenTo: new Date(span.toMs) };
  const keyed = wishKeys(context, wish.person.email, address);
  const facts = factsOf(
    context,
    row,
    { ...made, person: wish.person, advisor: advisor.name },
    suspicious ? 'verify' : 'received',
  );
  const news = { event: 'appointment.requested', request: row } as const;
  const isWritten = await write(
    context,
    keyed.map(({ key }) => key),
    [
      [attemptCounters, keyed.map(({ kind, key }) => ({ key, ...countedColumns(kind, null, nowMs) }))],
      [spentWork, [{ id: work.id, expiresAt: new Date(work.expiresAtMs) }]],
      [requests, [row]],
      [requestMailKeys, [requestMailKey(context.vault, row.id, wish.person.email)]],
      [slotHolds, cellsOf(span).map((cellAt) => ({ advisorId: advisor.id, cellAt, requestId: row.id }))],
      [outbox, [mailRow(context.vault, facts, nowMs)]],
      [webhookMessages, suspicious ? [] : requestMessages(listeners, news, nowMs)],
    ],
  );
  return isWritten ? { row, code: made.code, advisor: advisor.name } : null;
}
