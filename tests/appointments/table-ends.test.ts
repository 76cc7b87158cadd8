/** Every table has an end, also those that somebody adds later: the list, the schema and the database say the same. */
import { readdirSync } from 'node:fs';
import { createRegistry } from '@visavis/runtime';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAppointmentsMetrics } from '../../services/appointments/metrics.ts';
import { personTables } from '../../services/appointments/people/column-texts.ts';
import { rowsOf } from '../../services/appointments/people/person-rows.ts';
import { createRetention } from '../../services/appointments/retention.ts';
import { appointments } from '../../services/appointments/schema.ts';
import { createSecrets } from '../../services/appointments/secrets.ts';
import { openSigningKeys } from '../../services/appointments/signing-keys.ts';
import { tableEnds } from '../../services/appointments/table-ends.ts';
import { day } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  keptLog,
  openTestDatabase,
  type TestClock,
  type TestDatabase,
  testClock,
} from '../support/appointments-app.ts';
import { fillTables } from '../support/filled-tables.ts';

const folder = new URL('../../services/appointments/', import.meta.url);

/** Tables without a word of a guest, and their columns: whoever adds one says here that nothing of a guest is in it, or in `column-texts.ts` what. */
const ofNobody: Record<string, string> = {
  advisors: 'id name is_active created_at told_name is_named_here roles last_sign_in_on',
  advisor_hours: 'advisor_id hours',
  api_keys: 'id name sha256 created_at scopes',
  attempt_counters: 'key count started_at blocked_until expires_at',
  calendar_feeds: 'advisor_id sha256 language created_at asked_at',
  daily_counts: 'day service measure bucket count name',
  house_changes: 'id changed_at person_id person_name what changes',
  house_rules: 'id revision settings texts',
  open_counts: 'service measure bucket lane count since',
  retention_proofs: 'id ran_at jws',
  services: 'id position offer',
  sessions:
    'sha256 person_id advisor_id name roles created_at expires_at ends_at subject provider_session id_token_enc',
  sign_in_tokens: 'sha256 advisor_id expires_at',
  signing_keys: 'kid private_enc public_key created_at signs_from signs_until gone_at',
  spent_work: 'id expires_at',
  terms_versions: 'version texts valid_from published_at created_at',
  used_once: 'id expires_at',
  walk_in_duty: 'advisor_id is_free is_talking seen_at',
  webhooks: 'id url_enc events secret_enc previous_secret_enc previous_secret_until is_active rests_until created_at',
};

/** Names of all tables that any `schema*.ts` describes. */
async function tablesOfSchema(): Promise<string[]> {
  const files = readdirSync(folder).filter((name) => /^schema.*\.ts$/.test(name));
  const modules: object[] = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const found = modules.flatMap((one) => Object.values(one)).filter((one) => is(one, PgTable));
  return [...new Set(found.map((table) => getTableConfig(table).name))].sort();
}

const listed = [...tableEnds.keys()].sort();
/** Retention counts, signs and keeps keys itself while it runs. */
const judged = listed.filter((name) => !['retention_proofs', 'signing_keys', 'daily_counts'].includes(name));
const nameOf = (table: unknown) => [...tableEnds].find(([, end]) => end.table === table)?.[0];
/** What the list says, as the days after which nothing is left. */
const keptDays = (name: string): number => {
  const end = tableEnds.get(name);
  if (end?.by === 'house') return Number.POSITIVE_INFINITY;
  if (end?.by === 'job') return end.mostDays;
  return end?.by === 'clock' ? end.keptMs / day : 30;
};

/** Retention alone, as one instance runs it. */
async function makeRetention({ database: { db } }: TestDatabase, clock: TestClock) {
  const secrets = createSecrets({ dataKey: 'A'.repeat(43), codePepper: 'A'.repeat(43) });
  const { log, lines } = keptLog();
  const keys = await openSigningKeys(db, secrets.vault, clock, log);
  const metrics = createAppointmentsMetrics(createRegistry());
  const retention = createRetention({
    db,
    keys,
    clock,
    log,
    metrics,
    retentionDays: async () => 30,
    countLast: async () => {},
    clearMails: async () => 0,
  });
  const close = () => Promise.all([keys.close(), retention.close()]);
  return { run: retention.run, lines, close };
}

describe('the list of ends', () => {
  it('has every table of the schema and no other', async () => {
    expect(await tablesOfSchema()).toEqual(listed);
  });

  it('promises nobody more than 90 days with what a job deletes', () => {
    for (const [name, end] of tableEnds) if (end.by === 'job') expect([name, end.mostDays <= 90]).toEqual([name, true]);
  });
});

describe.each(databaseKinds)('the end of every table on %s', (kind) => {
  let database: TestDatabase;
  let clock: TestClock;
  const open: { close(): Promise<unknown> }[] = [];
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => database?.close(), 30_000);
  beforeEach(async () => {
    await database.reset();
    clock = testClock();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  const rows = async (query: string) =>
    ((await database.database.db.execute(query)) as unknown as { rows: Record<string, unknown>[] }).rows;
  const start = async () => {
    const retention = await makeRetention(database, clock);
    open.push(retention);
    return retention;
  };
  /** Tables that hold anything, but for those that the service itself writes meanwhile. */
  const filled = async () => {
    const names: string[] = [];
    for (const name of judged) if ((await rows(`select 1 from ${name}`)).length > 0) names.push(name);
    return names;
  };

  it('is on the list', async () => {
    const found = await rows("select table_name from information_schema.tables where table_schema = 'public'");
    expect(found.map((row) => row.table_name).sort()).toEqual(listed);
  });

  it('leaves no column about which nobody has decided whether it says something of a guest', async () => {
    const found = await rows(`select table_name as name, string_agg(column_name::text, ' ') as columns
      from information_schema.columns where table_schema = 'public' group by table_name`);
    for (const { name, columns } of found) {
      const texts = personTables[String(name)];
      const decided = texts === undefined ? (ofNobody[String(name)] ?? '').split(' ') : Object.keys(texts.columns);
      const undecided = String(columns)
        .split(' ')
        .filter((column) => !decided.includes(column));
      expect([name, undecided]).toEqual([name, []]);
    }
  });

  it('is found for whatever belongs to a guest, in each table that may', async () => {
    await fillTables(database.database.db, new Date(clock.now()));
    const found = await database.database.db.transaction(async (tx) => {
      const held = await tx.select().from(appointments);
      return rowsOf(tx, { appointments: held, requests: [], companions: [], names: [], emails: [] });
    });
    const names = found.map(({ table }) => nameOf(table)).sort();
    expect(names).toEqual(listed.filter((name) => name in personTables));
  });

  it('comes with the row it belongs to, where the list says so', async () => {
    const found = await rows(`select distinct tc.table_name as name, rc.delete_rule as rule
      from information_schema.referential_constraints rc
      join information_schema.table_constraints tc on tc.constraint_name = rc.constraint_name`);
    for (const [name, end] of tableEnds) {
      if (end.by !== 'owner') continue;
      const rules = found.filter((row) => row.name === name).map(({ rule }) => rule);
      expect([name, ...rules]).toEqual([name, 'CASCADE']);
    }
  });

  it('has come after 31 and after 91 days, and what the house set up stays', async () => {
    await fillTables(database.database.db, new Date(clock.now()));
    expect(await filled()).toEqual(judged);
    const { run, lines } = await start();
    let passed = 0;
    for (const days of [31, 91, 800]) {
      clock.jump((days - passed) * day);
      passed = days;
      await run();
      expect([days, ...(await filled())]).toEqual([days, ...judged.filter((name) => keptDays(name) > days)]);
    }
    expect(lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('comes once, however many instances look at once and whoever starts later', async () => {
    await fillTables(database.database.db, new Date(clock.now()));
    const [one, other] = [await start(), await start()];
    clock.jump(31 * day);
    await Promise.all([one.run(), other.run()]);
    await (await start()).run();
    // One proof was there before, and one tells of the appointment.
    expect(await rows('select 1 from retention_proofs')).toHaveLength(2);
    const told = [...one.lines, ...other.lines].filter((line) => line.includes('"table":"appointments"'));
    expect(told).toHaveLength(1);
  });
});
