/** API keys as one small file each in `<dataDir>/keys`, so that they can be made before the first start and while the service runs. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ApiKeyRecord, type ApiKeys } from './api-keys.ts';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function read(file: string): Promise<ApiKeyRecord | null> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    return v.parse(ApiKeyRecord, content);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Files are readable by their owner only and appear whole or not at all. */
export function openApiKeysFolder(dataDir: string): ApiKeys {
  const folder = join(dataDir, 'keys');
  const fileOf = (id: string) => join(folder, `${id}.json`);
  return {
    async add(record) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${fileOf(record.id)}.new`;
      await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      await rename(draft, fileOf(record.id));
    },
    find: (id) => (/^[0-9a-f]{16}$/.test(id) ? read(fileOf(id)) : Promise.resolve(null)),
    async list() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const records = await Promise.all(
        names.filter((name) => /^[0-9a-f]{16}\.json$/.test(name)).map((name) => read(join(folder, name))),
      );
      return records
        .filter((record) => record !== null)
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
    },
    async revoke(id) {
      if (!/^[0-9a-f]{16}$/.test(id)) return false;
      try {
        await rm(fileOf(id));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
  };
}
