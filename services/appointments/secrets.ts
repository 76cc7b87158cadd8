/** The secrets of the appointments service: from configuration, or made once and kept in a file beside the embedded database. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type CodeBook, createCodeBook, type Pepper } from './dial-in-code.ts';
import { createVault, type Vault } from './encryption.ts';

/** 32 bytes as base64url without padding, 43 characters. */
export const SecretText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'expected 32 bytes as base64url'));

const StoredSecrets = v.strictObject({ dataKey: SecretText, codePepper: SecretText, resumeKey: SecretText });
/** What a process on embedded parts needs; `resumeKey` is for the signalling beside it. */
export type StoredSecrets = v.InferOutput<typeof StoredSecrets>;

/** What the service works with. */
export interface Secrets {
  vault: Vault;
  codes: CodeBook;
}

/** `secrets.json` is there and is not what this service wrote: making another would lock everybody out of the database. */
export class SecretsDamaged extends Error {
  constructor(file: string) {
    super(`${file} is damaged: restore it, without it the database beside it cannot be read`);
    this.name = 'SecretsDamaged';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readSecrets(file: string): StoredSecrets | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const result = v.safeParse(StoredSecrets, parseJson(text));
  if (!result.success) throw new SecretsDamaged(file);
  return result.output;
}

/**
 * Reads `<dataDir>/secrets.json`, or makes it with fresh random secrets, readable by its owner only. Two processes that
 * start at once end up with the same file. Without this file the database beside it cannot be read.
 * @throws {SecretsDamaged} when the file is there and cannot be read
 */
export function loadOrCreateSecrets(dataDir: string): StoredSecrets {
  const file = join(dataDir, 'secrets.json');
  const existing = readSecrets(file);
  if (existing) return existing;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fresh = () => randomBytes(32).toString('base64url');
  const made: StoredSecrets = { dataKey: fresh(), codePepper: fresh(), resumeKey: fresh() };
  const draft = `${file}.${fresh()}`;
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
    return made;
  } catch (error) {
    const winner = readSecrets(file);
    if (winner) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

const bytes = (text: string) => Buffer.from(text, 'base64url');

/** Key material as {@link SecretText}; previous ones open and compare what they made, new values use the current. */
export interface SecretMaterial {
  dataKey: string;
  previousDataKey?: string | undefined;
  codePepper: string;
  codePepperVersion?: number | undefined;
  previousCodePepper?: string | undefined;
}

/** The previous pepper has the version below the current one. */
export function createSecrets(material: SecretMaterial): Secrets {
  const version = material.codePepperVersion ?? 1;
  const previous: Pepper[] =
    material.previousCodePepper === undefined
      ? []
      : [{ version: version - 1, key: bytes(material.previousCodePepper) }];
  const older = material.previousDataKey === undefined ? [] : [bytes(material.previousDataKey)];
  return {
    vault: createVault([bytes(material.dataKey), ...older]),
    codes: createCodeBook([{ version, key: bytes(material.codePepper) }, ...previous]),
  };
}
