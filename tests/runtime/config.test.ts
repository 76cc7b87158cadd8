/** Configuration: all faults at once, secrets from files, typing errors refused, values never repeated. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, commonSettings, readConfig, setting } from '@visavis/runtime';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const schema = v.object({
  ...commonSettings,
  DEMO_SECRET: v.pipe(v.string(), v.minLength(8)),
  DEMO_FLAG: setting.flag(false),
  DEMO_DAYS: setting.integer(30, 1, 90),
  DEMO_LIST: setting.list('a, b c'),
});
const good = { DEMO_SECRET: '12345678' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(schema, env, 'DEMO_');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('configuration', () => {
  it('fills in defaults and turns strings into values', () => {
    expect(readConfig(schema, { ...good, PORT: '0', DEMO_FLAG: '1', DEMO_DAYS: '90' })).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 0,
      METRICS_PORT: 9464,
      DEMO_FLAG: true,
      DEMO_DAYS: 90,
      DEMO_LIST: ['a', 'b', 'c'],
      TRUSTED_PROXIES: [],
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig(schema, { ...good, PORT: '', DEMO_FLAG: '' })).toMatchObject({ PORT: 3000, DEMO_FLAG: false });
  });

  it('names every wrong key at once, and no value', () => {
    const problems = problemsOf({ PORT: '99999', DEMO_SECRET: 'hunter2', DEMO_DAYS: '91', DEMO_FLAG: 'yes' });
    expect(problems.map((problem) => problem.split(':')[0]).toSorted()).toEqual([
      'DEMO_DAYS',
      'DEMO_FLAG',
      'DEMO_SECRET',
      'PORT',
    ]);
    expect(problems.join()).not.toMatch(/hunter2|99999|91\b/);
    expect(problemsOf({})).toEqual(['DEMO_SECRET: missing']);
  });

  it.each(['-1', '1e3', ' 80', '0x50', 'NaN', '65536'])('refuses the port "%s"', (PORT) => {
    expect(problemsOf({ ...good, PORT })).toHaveLength(1);
  });

  it('refuses a key with its prefix that nobody knows', () => {
    expect(problemsOf({ ...good, DEMO_FLAGG: '1' })).toEqual(['DEMO_FLAGG: unknown']);
  });

  it('reads a secret from a file, without the line end', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'from a file\r\n');
    expect(readConfig(schema, { DEMO_SECRET_FILE: file }, 'DEMO_').DEMO_SECRET).toBe('from a file');
  });

  it('refuses a file that cannot be read, and a secret given twice', () => {
    const file = join(folder, 'secret');
    expect(problemsOf({ DEMO_SECRET_FILE: file })).toContain('DEMO_SECRET_FILE: the file cannot be read');
    writeFileSync(file, '12345678');
    expect(problemsOf({ ...good, DEMO_SECRET_FILE: file })).toEqual([
      'DEMO_SECRET: given twice, also as DEMO_SECRET_FILE',
    ]);
  });
});
