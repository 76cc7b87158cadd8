/** YAML as strictly as it can be read: no duplicate key, no warning, no empty value. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

/** A mapping of YAML. */
export type Mapping = Record<string, unknown>;

export const deployFolder = fileURLToPath(new URL('../../deploy/', import.meta.url));

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value at a way through mappings and lists; undefined when there is none. */
export function at(value: unknown, ...way: (string | number)[]): unknown {
  return way.reduce<unknown>((place, key) => {
    if (Array.isArray(place)) return place[Number(key)];
    return isMapping(place) ? place[key] : undefined;
  }, value);
}

/** A list, or nothing of one. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value ?? {}).some(holdsNull);
}

/** Octal in YAML 1.1, decimal in 1.2: `0440` is two numbers. */
const ambiguous = /^[^#'"]*:\s+0\d+\s*(#.*)?$/m;

/** Every document of a text. @throws {Error} for whatever a reader could take one way or the other */
export function parseYaml(text: string): Mapping[] {
  if (ambiguous.test(text)) throw new Error('a number with a leading zero');
  return [...parseAllDocuments(text, { merge: true, uniqueKeys: true })].map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(problem.message);
    const value: unknown = document.toJS();
    if (!isMapping(value)) throw new Error('a document is no mapping');
    if (holdsNull(value)) throw new Error('a key has no value');
    return value;
  });
}

/** The documents of a file in `deploy/`. */
export const readDeployed = (path: string): Mapping[] => parseYaml(readFileSync(`${deployFolder}${path}`, 'utf8'));
