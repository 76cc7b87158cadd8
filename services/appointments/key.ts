/** `npm run key -- create <name> | list | revoke <id>`: keys for programs, before the first start and while the service runs. */
import { parseArgs } from 'node:util';
import { ConfigError, readConfig, setting } from '@visavis/runtime';
import * as v from 'valibot';
import { type ApiKeys, newApiKey } from './api-keys.ts';
import { openApiKeysFolder } from './api-keys-folder.ts';
import { appointmentsKeys } from './config.ts';
import { readOrganisations } from './organisations.ts';
import { type Scope, scopes } from './scopes.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { organisation: { type: 'string' }, scope: { type: 'string', multiple: true } },
});
const { organisation } = values;

const usage =
  'npm run key -- [--organisation <id>] create <name> [--scope <scope>]…\nnpm run key -- list\nnpm run key -- revoke <id>';

/** Where the keys lie: with several organisations, those of the one that is named. */
function placeOf(id: string | undefined): { DATA_DIR: string; DATABASE_URL?: string | undefined } {
  const { DATA_DIR, DATABASE_URL } = appointmentsKeys;
  const { ORGANISATIONS } = readConfig(v.object({ ORGANISATIONS: setting.optionalText() }), process.env);
  if (ORGANISATIONS === undefined) return readConfig(v.object({ DATA_DIR, DATABASE_URL }), process.env);
  const all = readOrganisations(ORGANISATIONS, process.env);
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new ConfigError([`--organisation: one of ${all.map((one) => one.id).join(', ')}`]);
  return found.config;
}

async function withKeys(task: (keys: ApiKeys) => Promise<boolean>): Promise<boolean> {
  const config = placeOf(organisation);
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

/** Those that are named, apart or in one list; none named: all. @throws {ConfigError} */
function grantedScopes(): Scope[] | undefined {
  if (values.scope === undefined) return undefined;
  const known = v.array(v.picklist(scopes));
  const named = v.safeParse(v.pipe(known, v.minLength(1)), values.scope.join(',').split(','));
  if (!named.success) throw new ConfigError([`--scope: one or more of ${scopes.join(', ')}`]);
  return named.output;
}

async function create(keys: ApiKeys, name: string, granted: Scope[] | undefined): Promise<boolean> {
  const { key, record } = newApiKey(name, Date.now(), granted);
  await keys.add(record);
  console.log(`key: ${key}`);
  return true;
}

async function list(keys: ApiKeys): Promise<boolean> {
  for (const { id, name, createdAt, scopes: only } of await keys.list()) {
    console.log(`${id}  ${createdAt}  ${name}${only === undefined ? '' : `  (${only.join(', ')})`}`);
  }
  return true;
}

async function revoke(keys: ApiKeys, id: string): Promise<boolean> {
  const isGone = await keys.revoke(id);
  console.log(isGone ? `revoked: ${id}` : `no such key: ${id}`);
  return isGone;
}

/** True when it was done. */
async function run([command, ...words]: string[]): Promise<boolean> {
  const argument = words.join(' ').trim();
  if (command === 'create' && argument.length > 0 && argument.length <= 80) {
    const granted = grantedScopes();
    return withKeys((keys) => create(keys, argument, granted));
  }
  if (command === 'list' && argument === '') return withKeys(list);
  if (command === 'revoke' && argument !== '') return withKeys((keys) => revoke(keys, argument));
  console.error(usage);
  return false;
}

/** A wrong setting is told in its own words; anything else is not ours to explain. */
function refused(error: unknown): boolean {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  return false;
}

process.exitCode = (await run(positionals).catch(refused)) ? 0 : 1;
