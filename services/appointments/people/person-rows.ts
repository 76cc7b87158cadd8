/** Finds every row of one person: those that carry their address or name, and whatever in any table belongs to these. */
import type { PersonKey } from '@visavis/shared';
import { and, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { type AnyPgColumn, getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { openCompanion } from '../companions/companion-row.ts';
import type { Transaction } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { mailKeysOf } from '../mail-keys.ts';
import type { AppointmentRow } from '../proof.ts';
import { fullName } from '../requests/request-notice.ts';
import { openPerson, type RequestRow } from '../requests/request-row.ts';
import { appointments, requests } from '../schema.ts';
import { companions } from '../schema-companions.ts';
import { appointmentMailKeys, requestMailKeys } from '../schema-mail-keys.ts';
import { openContact } from '../sealed-columns.ts';
import { tableEnds } from '../table-ends.ts';

type Reader = Pick<Transaction, 'select'>;

/** Where a search begins. Rows of the first two are locked by who changes anything. */
export interface PersonRoots {
  appointments: AppointmentRow[];
  requests: RequestRow[];
  /** Ids of companions who are the person themselves. */
  companions: string[];
  /** Every name and every address that the rows hold, as written. */
  names: string[];
  emails: string[];
}

/** Rows of one table, and the condition that finds them again. */
export interface TableRows {
  table: PgTable;
  where: SQL;
  rows: Record<string, unknown>[];
}

const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Appointments and requests of an address; what was written before there were keys of addresses is opened one by one. */
async function byEmail(tx: Reader, vault: Vault, email: string) {
  const keys = mailKeysOf(vault, email);
  const keyed = tx.select({ id: appointmentMailKeys.appointmentId }).from(appointmentMailKeys);
  const found = await tx
    .select()
    .from(appointments)
    .where(inArray(appointments.id, keyed.where(inArray(appointmentMailKeys.key, keys))));
  const unkeyed = await tx
    .select({ row: appointments })
    .from(appointments)
    .leftJoin(appointmentMailKeys, eq(appointmentMailKeys.appointmentId, appointments.id))
    .where(and(isNotNull(appointments.emailEnc), isNull(appointmentMailKeys.key)));
  const older = unkeyed
    .map(({ row }) => row)
    .filter((row) => plain(openContact(vault, row).email ?? '') === plain(email));
  const asked = await tx
    .select()
    .from(requests)
    .where(
      inArray(
        requests.id,
        tx.select({ id: requestMailKeys.requestId }).from(requestMailKeys).where(inArray(requestMailKeys.key, keys)),
      ),
    );
  return { appointments: [...found, ...older], requests: asked };
}

/** Companions have no key of their address; there are as many as there are rooms to come. */
async function companionsOf(tx: Reader, vault: Vault, email: string): Promise<{ ids: string[]; names: string[] }> {
  const rows = await tx.select().from(companions).where(isNotNull(companions.emailEnc));
  const own = rows.filter((row) => plain(openCompanion(vault, row).email ?? '') === plain(email));
  return { ids: own.map(({ id }) => id), names: own.map((row) => openCompanion(vault, row).name) };
}

async function appointmentOf(tx: Reader, vault: Vault, name: string, number: string): Promise<AppointmentRow | null> {
  const [row] = await tx.select().from(appointments).where(eq(appointments.number, number));
  return row !== undefined && plain(openContact(vault, row).name) === plain(name) ? row : null;
}

const nameOf = (vault: Vault, row: RequestRow) => fullName(openPerson(vault, row));
const single = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/**
 * By address: everybody who wrote it down. By name and number: that appointment, and what else has its address and its name, for
 * two people may share a mailbox. @throws {SealBroken}
 */
export async function findRoots(tx: Reader, vault: Vault, key: PersonKey): Promise<PersonRoots> {
  const first = 'number' in key ? await appointmentOf(tx, vault, key.name, key.number) : null;
  const email = 'email' in key ? key.email : first === null ? null : openContact(vault, first).email;
  const all = email === null ? { appointments: [], requests: [] } : await byEmail(tx, vault, email);
  const isMeant = (name: string) => 'email' in key || plain(name) === plain(key.name);
  const mine = [
    ...(first === null ? [] : [first]),
    ...all.appointments.filter((row) => isMeant(openContact(vault, row).name)),
  ];
  const became =
    mine.length === 0
      ? []
      : await tx
          .select()
          .from(requests)
          .where(
            inArray(
              requests.appointmentId,
              mine.map(({ id }) => id),
            ),
          );
  const asked = single([...all.requests.filter((row) => isMeant(nameOf(vault, row))), ...became]);
  // A request that was found by its address leads to its appointment, also where that has another one by now.
  const led = asked.flatMap(({ appointmentId }) => (appointmentId === null ? [] : [appointmentId]));
  const further = led.length === 0 ? [] : await tx.select().from(appointments).where(inArray(appointments.id, led));
  const held = single([...mine, ...further]);
  const guests = 'email' in key ? await companionsOf(tx, vault, key.email) : { ids: [], names: [] };
  const contacts = held.map((row) => openContact(vault, row));
  const people = asked.map((row) => openPerson(vault, row));
  return {
    appointments: held,
    requests: asked,
    companions: guests.ids,
    names: [
      ...new Set(
        [...contacts.map(({ name }) => name), ...asked.map((row) => nameOf(vault, row)), ...guests.names].map(plain),
      ),
    ],
    emails: [
      ...new Set([
        ...contacts.flatMap((one) => one.email ?? []),
        ...people.map((one) => one.email),
        ...(email === null ? [] : [email]),
      ]),
    ],
  };
}

const refersTo = (table: PgTable): PgTable[] =>
  getTableConfig(table).foreignKeys.map((one) => one.reference().foreignTable);

/** Every table, each after those it refers to. */
function inOrder(): PgTable[] {
  const sorted = new Set<PgTable>();
  const place = (table: PgTable): void => {
    if (sorted.has(table)) return;
    for (const other of refersTo(table)) if (other !== table) place(other);
    sorted.add(table);
  };
  for (const { table } of tableEnds.values()) place(table);
  return [...sorted];
}

/** Everything that belongs to the roots, by the references between tables: a table of tomorrow is found as well. */
export async function rowsOf(tx: Reader, roots: PersonRoots): Promise<TableRows[]> {
  const known = new Map<PgTable, string[]>([
    [appointments, roots.appointments.map(({ id }) => id)],
    [requests, roots.requests.map(({ id }) => id)],
    [companions, roots.companions],
  ]);
  const found: TableRows[] = [];
  for (const table of inOrder()) {
    const { columns, foreignKeys } = getTableConfig(table);
    const own = columns.find(({ name }) => name === 'id');
    const within = (column: AnyPgColumn | undefined, ids: string[] | undefined): SQL[] =>
      column === undefined || ids === undefined || ids.length === 0 ? [] : [inArray(column, ids)];
    const where = or(
      ...within(own, known.get(table)),
      ...foreignKeys.flatMap((one) => {
        const {
          columns: [column],
          foreignTable,
        } = one.reference();
        return within(column, foreignTable === table ? undefined : known.get(foreignTable));
      }),
    );
    if (where === undefined) continue;
    const rows: Record<string, unknown>[] = await tx.select().from(table).where(where);
    if (rows.length === 0) continue;
    if (own !== undefined)
      known.set(
        table,
        rows.map((row) => String(row.id)),
      );
    found.push({ table, where, rows });
  }
  return found;
}
