/** Runs the browser tests: builds the pages into a folder of this run, and keeps every packet in a network of its own. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Loopback, and a cable to nowhere with a default route: browsers gather candidates from it, and nothing leaves the
 * machine. Firefox gathers none without the route.
 */
const ownNetwork = `set -e
ip link set lo up
ip link add v0 type veth peer name v1
ip addr add 10.99.0.1/24 dev v0
ip link set v0 up
ip link set v1 up
ip route add default via 10.99.0.2
exec "$@"`;

async function buildPages(folder: string): Promise<{ pages: string; harness: string }> {
  const pages = join(folder, 'pages');
  const harness = join(folder, 'harness');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: pages } });
  if (globSync('tests/browser/harness/**/*.html', { cwd: root }).length > 0) {
    const configFile = join(root, 'vite.harness.config.ts');
    await build({ configFile, logLevel: 'warn', build: { outDir: harness } });
  }
  return { pages, harness };
}

function run(command: string[], env: Record<string, string>): Promise<number> {
  const [program = '', ...rest] = command;
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}

const playwright = [
  process.execPath,
  join(root, 'node_modules/@playwright/test/cli.js'),
  'test',
  '--config',
  join(root, 'tests/browser/playwright.config.ts'),
  ...process.argv.slice(2),
];
const isolated = process.platform === 'linux' && process.getuid?.() === 0;
if (!isolated) console.log('browser tests: not root on Linux, so they share the network of this machine');

const folder = await mkdtemp(join(tmpdir(), 'visavis-browser-'));
try {
  const { pages, harness } = await buildPages(folder);
  const command = isolated
    ? ['unshare', '-n', '--', 'bash', '-c', ownNetwork, 'own-network', ...playwright]
    : playwright;
  process.exitCode = await run(command, { VISAVIS_TEST_PAGES: pages, VISAVIS_TEST_HARNESS: harness });
} finally {
  await rm(folder, { recursive: true, force: true });
}
