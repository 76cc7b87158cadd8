/** PGlite in memory, from an empty database that is made once and kept as a file: making one takes five seconds of work. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import * as v from 'valibot';
import type { Database } from '../../services/appointments/database.ts';
import { openPgliteFrom } from '../../services/appointments/database-pglite.ts';

/** Beside the packages, one file for each version of PGlite. */
function templateFile(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const folder = join(dirname(entry), '..');
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  return join(folder, '..', '..', '.cache', 'visavis', `pglite-${version}.tar`);
}

function readTemplate(file: string): Blob | null {
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    return null;
  }
}

/** Two test files may do so at once: whoever is later replaces the file by an equal one. */
async function makeTemplate(file: string): Promise<Blob> {
  const lite = await PGlite.create();
  const template = await lite.dumpDataDir('none');
  await lite.close();
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, new Uint8Array(await template.arrayBuffer()));
  renameSync(draft, file);
  return template;
}

/** An empty, migrated database of its own. */
export async function openMemoryPglite(): Promise<Database> {
  const file = templateFile();
  const template = readTemplate(file) ?? (await makeTemplate(file));
  return openPgliteFrom(template);
}
