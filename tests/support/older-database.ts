/** A database as an earlier version left it: the first migrations alone, filled, as `openPostgres` will find it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import * as v from 'valibot';
import { migrationsFolder } from '../../services/appointments/database.ts';

const Journal = v.looseObject({ entries: v.array(v.looseObject({ tag: v.string() })) });

/** Tags of all migrations, oldest first. */
export function migrationTags(): string[] {
  const text = readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8');
  return v.parse(Journal, JSON.parse(text)).entries.map(({ tag }) => tag);
}

/** A folder with the migrations up to `last` and no others. */
function olderMigrations(last: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vv-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = v.parse(Journal, JSON.parse(readFileSync(file, 'utf8')));
  const kept = journal.entries.slice(0, journal.entries.findIndex(({ tag }) => tag === last) + 1);
  writeFileSync(file, JSON.stringify({ ...journal, entries: kept }));
  return folder;
}

/** Makes the tables of the version that ended with `last`, with `appointments` of one advisor in them. */
export async function makeOlderDatabase(url: string, last: string, appointments: number): Promise<void> {
  const folder = olderMigrations(last);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await migrate(drizzle(client), { migrationsFolder: folder });
    await client.query("insert into advisors (id, name, created_at) values ('house', 'Frau Berger', now())");
    await client.query(insertAppointments, [appointments]);
    await client.query('analyze');
  } finally {
    await client.end();
    rmSync(folder, { recursive: true });
  }
}

/** The columns of that version alone: what runs beside the migration knows no others. */
const insertAppointments = `insert into appointments
  (id, number, room, advisor_id, status, starts_at, ends_at, duration_minutes, language, guest_name_enc, code_hmac, code_pepper, code_mode,
    mail_mode, link_secret_mode, relay_only, created_at)
  select 'a' || n, 'n' || n, 'r' || n, 'house', 'confirmed', now() + n * interval '1 minute', now() + n * interval '1 minute', 30, 'de',
    repeat('x', 60), 'hmac', 1, 'with-link', 'service', 'service', false, now() from generate_series(1, $1::int) n`;

/** An instance of that version at work: reads and writes one appointment after another until `end`. */
export function startOlderInstance(url: string) {
  const client = new pg.Client({ connectionString: url });
  const seen = { deeds: 0, longestMs: 0 };
  let isOver = false;
  const deed = async (): Promise<void> => {
    const id = `a${1 + (seen.deeds % 1_000)}`;
    const beganMs = performance.now();
    await client.query('begin');
    await client.query('select id, number, status, guest_name_enc from appointments where id = $1 for update', [id]);
    await client.query('update appointments set consent_version = $2, consent_at = now() where id = $1', [id, 'v1']);
    await client.query('insert into attempt_counters values ($1, 1, now(), null, now()) on conflict (key) do nothing', [
      id,
    ]);
    await client.query('commit');
    seen.longestMs = Math.max(seen.longestMs, performance.now() - beganMs);
    seen.deeds += 1;
  };
  const working = client.connect().then(async () => {
    while (!isOver) await deed();
  });
  return {
    /** Whole transactions so far, and the longest of them in milliseconds. */
    seen,
    /** @throws what a deed threw: no deed of the older version may fail beside a migration */
    async end(): Promise<void> {
      isOver = true;
      await working.finally(() => client.end());
    },
  };
}
