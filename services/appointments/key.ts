/** `npm run key -- create <name> | list | revoke <id>`: keys for programs, before the first start and while the service runs. */
import { parseArgs } from 'node:util';
import { readConfig } from '@visavis/runtime';
import * as v from 'valibot';
import { type ApiKeys, newApiKey } from './api-keys.ts';
import { openApiKeysFolder } from './api-keys-folder.ts';
import { appointmentsKeys } from './config.ts';

const usage = 'npm run key -- create <name>\nnpm run key -- list\nnpm run key -- revoke <id>';

async function withKeys(task: (keys: ApiKeys) => Promise<boolean>): Promise<boolean> {
  const { DATA_DIR, DATABASE_URL } = appointmentsKeys;
  const config = readConfig(v.object({ DATA_DIR, DATABASE_URL }), process.env);
  if (config.DATABASE_URL === undefined) return task(openApiKeysFolder(config.DATA_DIR));
  // Loaded only where it is needed: with files, the command answers at once.
  const { openApiKeysDatabase } = await import('./wiring.ts');
  const { keys, close } = await openApiKeysDatabase(config.DATABASE_URL);
  try {
    return await task(keys);
  } finally {
    await close();
  }
}

async function create(keys: ApiKeys, name: string): Promise<boolean> {
  const { key, record } = newApiKey(name, Date.now());
  await keys.add(record);
  console.log(`key: ${key}`);
  return true;
}

async function list(keys: ApiKeys): Promise<boolean> {
  for (const { id, name, createdAt } of await keys.list()) console.log(`${id}  ${createdAt}  ${name}`);
  return true;
}

async function revoke(keys: ApiKeys, id: string): Promise<boolean> {
  const isGone = await keys.revoke(id);
  console.log(isGone ? `revoked: ${id}` : `no such key: ${id}`);
  return isGone;
}

/** True when it was done. */
function run([command, ...words]: string[]): Promise<boolean> {
  const argument = words.join(' ').trim();
  if (command === 'create' && argument.length > 0 && argument.length <= 80) {
    return withKeys((keys) => create(keys, argument));
  }
  if (command === 'list' && argument === '') return withKeys(list);
  if (command === 'revoke' && argument !== '') return withKeys((keys) => revoke(keys, argument));
  console.error(usage);
  return Promise.resolve(false);
}

const { positionals } = parseArgs({ allowPositionals: true });
process.exitCode = (await run(positionals)) ? 0 : 1;
