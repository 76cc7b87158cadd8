/** Mail gateways open every link before the person does, twice, and run its scripts: nothing may change by that. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startStandaloneProcess } from '../support/standalone-process.ts';
import { startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** Written by every start of the process itself: the sign-in link that it prints. */
const ownTables = new Set(['sign_in_tokens']);

/** All rows of all tables, as text, with the process stopped. */
async function contentOf(dataDir: string): Promise<Record<string, string[]>> {
  const database = await PGlite.create(join(dataDir, 'database'));
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const content: Record<string, string[]> = {};
  for (const { name } of tables.rows.filter((row) => !ownTables.has(row.name))) {
    const rows = await database.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    content[name] = rows.rows.map(({ row }) => row);
  }
  await database.close();
  return content;
}

test('leaves every row as it was when a scanner opens the links of the mail and runs their scripts', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const first = await startSystem(browser);
  const dataDir = first.dataDir;
  try {
    const { joinLink } = await first.create();
    await expect.poll(async () => (await first.mails()).length).toBe(1);
    await first.process.stop();
    const before = await contentOf(dataDir);
    expect(before.appointments).toHaveLength(1);

    const again = await startStandaloneProcess({ dataDir });
    const fragment = new URL(joinLink).hash;
    for (const visit of [1, 2]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${again.url}/j?visit=${visit}${fragment}${visit === 2 ? '.test' : ''}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await context.close();
    }
    for (const method of ['HEAD', 'GET', 'POST']) await fetch(`${again.url}/j`, { method });
    await again.stop();
    expect(await contentOf(dataDir)).toEqual(before);
  } finally {
    await first.process.remove();
  }
});

test('notices a change: the same look at the rows after an admission is another', async ({ browser }) => {
  test.setTimeout(480_000);
  const system = await startSystem(browser);
  try {
    const { id, dialInCode } = await system.create();
    await expect.poll(async () => (await system.mails()).length).toBe(1);
    const answer = await fetch(`${system.url}/api/v1/admission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        appointment: id,
        code: dialInCode,
        consent: { version: '2026-11' },
        incarnation: 'A'.repeat(22),
      }),
    });
    expect(answer.status).toBe(200);
    await system.process.stop();
    const { appointments = [] } = await contentOf(system.dataDir);
    expect(appointments.join()).toContain('2026-11');
  } finally {
    await system.process.remove();
  }
});
