/** The orderly end of a real process: steps in order, once, a failing step does not stop the next, and never for ever. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const runtime = new URL('../../services/runtime/index.ts', import.meta.url).href;

/** A process with `steps` in its shutdown that says `up` when it listens for signals. */
async function processWith(steps: string, deadlineMs: number) {
  const code = `import { createLog, onShutdown } from '${runtime}';
onShutdown([${steps}], createLog({ level: 'error', role: 'test' }), ${deadlineMs});
setInterval(() => {}, 1000);
process.stdout.write('up\\n');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child.stdout, 'data');
  return {
    child,
    async ended() {
      const [code] = await once(child, 'close');
      return { code, output };
    },
  };
}

const say = (word: string) => `{ name: '${word}', run: async () => void process.stdout.write('${word}\\n') }`;
const fail = "{ name: 'broken', run: () => { throw new Error('guest Käthe'); } }";

it.each(['SIGTERM', 'SIGINT'] as const)('runs the steps in order on %s and exits 0', async (signal) => {
  const { child, ended } = await processWith(`${say('drain')}, ${say('close')}`, 5_000);
  child.kill(signal);
  child.kill(signal);
  expect(await ended()).toEqual({ code: 0, output: 'up\ndrain\nclose\n' });
});

it('logs a step that fails without its words and runs the next', async () => {
  const { child, ended } = await processWith(`${fail}, ${say('close')}`, 5_000);
  child.kill('SIGTERM');
  const { code, output } = await ended();
  expect(code).toBe(0);
  expect(output).toContain('"phase":"broken"');
  expect(output).not.toContain('Käthe');
  expect(output.split('\n')).toContain('close');
});

it('exits 1 at the deadline when a step hangs', async () => {
  const { child, ended } = await processWith("{ name: 'stuck', run: () => new Promise(() => {}) }", 50);
  child.kill('SIGTERM');
  expect((await ended()).code).toBe(1);
});
