/** Where log lines go when nobody says otherwise: to standard output, together, and none is forgotten at the end. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const log = new URL('../../services/runtime/log.ts', import.meta.url).href;
const said = (script: string): string[] => {
  const text = `import { createLog } from '${log}'; const log = createLog({ level: 'info', role: 'test' }); ${script}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
  return [...stdout.matchAll(/"msg":"([^"]+)"/g)].map(([, message = '']) => message);
};

test.each([
  ['by itself', ''],
  ['at once', 'process.exit(0);'],
  ['by a fault', "throw new Error('of the test');"],
])('every line is out when a process ends %s', (_how, end) => {
  expect(said(`log.info('first'); log.info('last'); ${end}`)).toEqual(['first', 'last']);
});

test('a line does not wait for others longer than a moment', () => {
  const seen = said(`
    log.info('alone');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2 * 500);
  `);
  expect(seen).toEqual(['alone']);
});
