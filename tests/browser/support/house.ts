/** Data folders on which the product starts at once: its database is laid out by one first start, and copied ever after. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startStandaloneProcess } from '../../support/standalone-process.ts';
import { housesFolder } from './run.ts';

const keyCommand = fileURLToPath(new URL('../../../services/appointments/key.ts', import.meta.url));
const run = promisify(execFile);

export interface House {
  /** Its own: whoever starts on it takes it away. */
  dataDir: string;
  /** Of the interface for programs. */
  key: string;
}

async function layOut(): Promise<House> {
  await mkdir(housesFolder(), { recursive: true });
  const dataDir = await mkdtemp(join(housesFolder(), 'first-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const env = { DATA_DIR: dataDir };
  const [first, { stdout }] = await Promise.all([
    startStandaloneProcess({ dataDir }),
    run(process.execPath, [keyCommand, 'create', 'test'], { env }),
  ]);
  const code = await first.stop();
  const key = /^key: (\S+)$/m.exec(stdout)?.[1];
  if (code !== 0 || key === undefined) throw new Error(`the first house did not end in order: ${first.log()}`);
  return { dataDir, key };
}

let first: Promise<House> | undefined;

/** A house nobody has lived in, with a key; the first one of a worker takes seconds, the others are copies of it. */
export async function freshHouse(): Promise<House> {
  first ??= layOut();
  const { dataDir: pattern, key } = await first;
  const dataDir = await mkdtemp(join(housesFolder(), 'house-'));
  await cp(pattern, dataDir, { recursive: true });
  return { dataDir, key };
}
