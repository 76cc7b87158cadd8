/** The caller as a process: its verdict for people, its page for Prometheus, and its end. Nobody answers at the address. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const server = fileURLToPath(new URL('../../services/synthetic/server.ts', import.meta.url));
const settings = { SYNTHETIC_URL: 'http://127.0.0.1:1', SYNTHETIC_KEY: 'vv_key', METRICS_PORT: '0' };

function start(args: string[], env: Record<string, string> = settings): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [server, ...args], { env: { PATH: process.env.PATH, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  return { child, said: () => said };
}

describe('the process', () => {
  it('says once for each path what is wrong, and ends with 1', async () => {
    const { child, said } = start(['--once', '--paths', 'direct,relay-tls']);
    expect(await once(child, 'close')).toEqual([1, null]);
    const lines = said().trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^direct {4}FAILED {3}no appointment could be made \(incident [0-9A-Z]{8}\)$/),
      expect.stringMatching(/^relay-tls FAILED {3}no appointment could be made \(incident [0-9A-Z]{8}\)$/),
    ]);
  });

  it('names wrong settings and arguments, and quotes none', async () => {
    const wrong = start(['--once'], { SYNTHETIC_KEY: 'hunter2', SYNTHETIC_PATH: 'direct' });
    expect(await once(wrong.child, 'close')).toEqual([1, null]);
    for (const key of ['SYNTHETIC_URL', 'SYNTHETIC_KEY', 'SYNTHETIC_PATH: unknown'])
      expect(wrong.said()).toContain(key);
    expect(wrong.said()).not.toContain('hunter2');
    const unknown = start(['--twice']);
    expect(await once(unknown.child, 'close')).toEqual([1, null]);
    expect(unknown.said()).toContain('--once');
  });

  it('serves what it found until it is told to end', async () => {
    const { child, said } = start([]);
    const told = (pattern: RegExp) => expect.poll(() => pattern.exec(said())?.[1] ?? '', { timeout: 30_000 });
    await told(/"event":"(direct)".*synthetic call failed/).toBe('direct');
    const port = /"port":(\d+)/.exec(said())?.[1];
    const page = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await expect.poll(page).toContain('visavis_synthetic_success{path="direct"} 0');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
