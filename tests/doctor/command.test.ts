/** `npm run doctor` as an operator meets it: what it prints, how it ends, and what it never says. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { manualClock, systemClock } from '@visavis/runtime';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allChecks } from '../../services/doctor/app.ts';
import { ok } from '../../services/doctor/check.ts';
import { runChecks } from '../../services/doctor/deadline.ts';
import { readDoctorSettings } from '../../services/doctor/settings.ts';
import { builtPages } from '../support/built-pages.ts';
import { freePort } from '../support/free-port.ts';
import { type StandaloneProcess, startStandaloneProcess } from '../support/standalone-process.ts';

const command = fileURLToPath(new URL('../../services/doctor/server.ts', import.meta.url));
const Report = v.object({
  healthy: v.boolean(),
  checks: v.array(
    v.looseObject({ name: v.string(), state: v.string(), says: v.string(), fix: v.optional(v.string()) }),
  ),
});

/** Runs the command to its end. */
function doctor(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env.PATH, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

describe('the command', () => {
  let pages: string;
  let house: StandaloneProcess;
  beforeAll(async () => {
    pages = builtPages();
    house = await startStandaloneProcess({ env: { PAGES_DIR: pages } });
  }, 120_000);
  afterAll(async () => {
    await house.remove();
    rmSync(pages, { recursive: true });
  });

  it('finds nothing broken in an installation as npm start leaves it', async () => {
    const { code, text } = await doctor(['--url', house.url]);
    expect(text).not.toContain('broken  ');
    for (const name of ['clock', 'health', 'headers', 'booking', 'jwks', 'websocket', 'origins', 'metrics port']) {
      expect(text).toMatch(new RegExp(`^ok +${name} `, 'm'));
    }
    expect(text).toMatch(/\n\d+ ok, 1 warning, 0 broken, \d+ skipped\n$/);
    expect(code).toBe(0);
  });

  it('tells programs the same in JSON', async () => {
    const { text } = await doctor(['--url', house.url, '--json']);
    const report = v.parse(Report, JSON.parse(text));
    expect(report.healthy).toBe(true);
    expect(report.checks.find(({ name }) => name === 'configuration')).toMatchObject({ state: 'warning' });
  });
});

describe('the command without an installation', () => {
  it('ends with 1, names a fix for all that is broken, and says nothing private', async () => {
    const port = await freePort();
    const { code, text } = await doctor(['--json'], {
      PUBLIC_URL: `https://localhost:${port}`,
      DATABASE_URL: `postgres://secretuser:secretword@127.0.0.1:${port}/book`,
      REDIS_URL: `redis://secretuser:secretword@127.0.0.1:${port}`,
      SMTP_URL: `smtp://secretuser:secretword@127.0.0.1:${port}`,
      TURN_URLS: `turn:127.0.0.1:${port}?transport=tcp`,
      TURN_SECRET: 'secretword-of-the-relay',
      DATA_KEY: 'secretword',
    });
    const report = v.parse(Report, JSON.parse(text));
    expect(code).toBe(1);
    expect(report.healthy).toBe(false);
    const broken = report.checks.filter(({ state }) => state === 'broken');
    expect(broken.map(({ name }) => name)).toEqual([
      ...['configuration', 'tls', 'health', 'headers', 'booking', 'jwks', 'websocket', 'redis', 'database', 'mail'],
      'turn tcp',
    ]);
    for (const { fix } of broken) expect(fix).toMatch(/\.$/);
    expect(text).not.toMatch(/secretword|secretuser/);
  });

  it.each([[['--url', 'video.test']], [['--what']], [['--ca', '/nowhere']]])(
    'ends with 64 when asked wrongly: %s',
    async (args) => {
      expect(await doctor(args)).toMatchObject({ code: 64, text: expect.stringContaining('doctor [--url') });
    },
  );
});

describe('checks', () => {
  const context = { url: new URL('http://localhost'), ...readDoctorSettings({}), ca: undefined };

  it('are told in their order, whichever ends first, and given up after five seconds', async () => {
    const clock = manualClock();
    let wasAborted = false;
    const slow = {
      name: 'slow',
      remedy: 'wake it.',
      run: ({ signal }: { signal: AbortSignal }) =>
        new Promise<never>(() => {
          signal.addEventListener('abort', () => {
            wasAborted = true;
          });
        }),
    };
    const results = runChecks([slow, { name: 'fast', remedy: '', run: async () => ok('here') }], { ...context, clock });
    await Promise.resolve();
    clock.advance(5_000);
    expect(await results).toEqual([
      { name: 'slow', state: 'broken', says: 'no answer within 5 s', fix: 'wake it.', durationMs: 5_000 },
      { name: 'fast', state: 'ok', says: 'here', durationMs: expect.any(Number) },
    ]);
    expect(wasAborted).toBe(true);
  });

  it('that throw are broken, in words that quote nothing', async () => {
    const run = async () => {
      throw new Error('postgres://user:secret@host');
    };
    const [result] = await runChecks([{ name: 'odd', remedy: 'see.', run }], { ...context, clock: systemClock });
    expect(result).toMatchObject({ state: 'broken', says: 'failed: Error', fix: 'see.' });
  });

  it('are those of the table in README.md', () => {
    const readme = readFileSync(new URL('../../services/doctor/README.md', import.meta.url), 'utf8');
    const table = [...readme.matchAll(/^\| `([a-z ]+)` \|/gm)].map(([, name]) => name);
    expect(table).toEqual(allChecks(readDoctorSettings({})).map(({ name }) => name));
  });
});
