/** The relay's entrypoint as a process: writes, becomes coturn, probes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCoturn } from '../support/coturn.ts';

const entrypoint = fileURLToPath(new URL('../../services/turn/server.ts', import.meta.url));
const secret = 'a-secret-of-24-characters';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turn-'));
});
afterEach(() => rm(folder, { recursive: true }));

function start(args: string[], env: Record<string, string>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [entrypoint, ...args], { env: { PATH: process.env.PATH, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  return { child, said: () => said };
}

async function run(args: string[], env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const { child, said } = start(args, env);
  const [code] = await once(child, 'close');
  return { code, said: said() };
}

describe('the entrypoint', () => {
  it('writes a configuration that only its owner reads, the secret from a file', async () => {
    const file = join(folder, 'turnserver.conf');
    const env = { TURN_REALM: 'turn.test', TURN_SECRET: secret, TURN_CONFIG: file };
    expect(await run(['write'], env)).toEqual({ code: 0, said: '' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(`static-auth-secret=${secret}`);
  });

  it('names every wrong setting and quotes none', async () => {
    const { code, said } = await run(['run'], { TURN_SECRET: 'short', TURN_PORTS: '1' });
    expect(code).toBe(1);
    expect(said).toMatch(/TURN_REALM[\s\S]*TURN_SECRET|TURN_SECRET[\s\S]*TURN_REALM/);
    expect(said).toContain('TURN_PORTS: unknown');
    expect(said).not.toContain('short');
  });

  it('tells a good relay from an open one', async () => {
    for (const allowLoopbackPeers of [false, true]) {
      const coturn = await startCoturn({ allowLoopbackPeers, secret });
      try {
        const env = { TURN_REALM: 'turn.test', TURN_SECRET: secret };
        const { code, said } = await run(['probe', coturn.address, String(coturn.port)], env);
        expect(code).toBe(allowLoopbackPeers ? 1 : 0);
        expect(said.includes('WRONG 127.0.0.1')).toBe(allowLoopbackPeers);
      } finally {
        await coturn.close();
      }
    }
  });

  it('ends with coturn, and coturn with it', async () => {
    const env = { TURN_REALM: 'turn.test', TURN_SECRET: secret, TURN_VERSION: '4.6.1' };
    const place = {
      TURN_CONFIG: join(folder, 'turnserver.conf'),
      TURN_LISTENING_IPS: '127.0.0.1',
      TURN_RELAY_IPS: '127.0.0.1',
    };
    const spare = await startCoturn();
    await spare.close();
    const { child, said } = start(['run'], { ...env, ...place, TURN_PORT: String(spare.port) });
    await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(said()).toMatch(/coturn|turn server|Practical Frost|listener/i);
  });
});
