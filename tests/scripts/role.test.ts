/** The image's entrypoint: every service that can run is a role, and gets its own arguments. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/role.ts', import.meta.url));
const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });

it.each([[[]], [['nobody']], [['../scripts']]])('names the roles when it is asked for none of them: %s', (args) => {
  const { status, stderr } = run(args);
  expect(status).toBe(64);
  expect(stderr).toContain('appointments');
  expect(stderr).toContain('signalling');
  expect(stderr).toContain('standalone');
});

it('hands a role the words after its name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-role-'));
  const TURN_CONFIG = join(folder, 'turnserver.conf');
  const relay = { TURN_SECRET: 'sixteen characters', TURN_REALM: 'turn.test', TURN_CONFIG };
  expect(run(['turn', 'dance'], relay)).toMatchObject({ status: 1, stderr: 'expected run, write or probe\n' });
  expect(run(['turn', 'write'], { ...relay, TURN_SECRET: 'sixteen-characters' })).toMatchObject({ status: 0 });
  expect(existsSync(TURN_CONFIG)).toBe(true);
  rmSync(folder, { recursive: true });
});

it('starts the role in its own process, with the configuration of that role', () => {
  const { status, stderr } = run(['signalling']);
  expect(stderr).toContain('TICKET_JWKS_URL: missing');
  expect(status).not.toBe(0);
});
