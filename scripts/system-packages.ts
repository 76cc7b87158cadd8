/** What the tests need of the operating system: the real browsers, relay, store and database that users have. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** A Debian package and a file that proves it is there (a glob). */
interface SystemPackage {
  name: string;
  proof: string;
}

export const systemPackages: readonly SystemPackage[] = [
  { name: 'chromium', proof: '/usr/bin/chromium' },
  { name: 'firefox-esr', proof: '/usr/bin/firefox-esr' },
  { name: 'coturn', proof: '/usr/bin/turnserver' },
  { name: 'redis-server', proof: '/usr/bin/redis-server' },
  { name: 'haproxy', proof: '/usr/sbin/haproxy' },
  { name: 'nginx', proof: '/usr/sbin/nginx' },
  { name: 'postgresql', proof: '/usr/lib/postgresql/*/bin/postgres' },
  { name: 'prometheus', proof: '/usr/bin/promtool' },
  { name: 'poppler-utils', proof: '/usr/bin/pdftotext' },
  { name: 'openssl', proof: '/usr/bin/openssl' },
  { name: 'iproute2', proof: '/{usr/,}{s,}bin/ip' },
  { name: 'iptables', proof: '/{usr/,}sbin/iptables' },
  { name: 'util-linux', proof: '/usr/bin/unshare' },
];

export const missingPackages = (): string[] =>
  systemPackages.filter(({ proof }) => globSync(proof).length === 0).map(({ name }) => name);

function apt(asRoot: string[], names: string[]): void {
  const [program = '', ...before] = [...asRoot, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600'];
  const stdio = ['ignore', 'inherit', 'inherit'] as const;
  execFileSync(program, [...before, 'update', '-q'], { stdio: [...stdio], env });
  execFileSync(program, [...before, 'install', ...options, ...names], { stdio: [...stdio], env });
}

/**
 * Installs what is missing where that is possible (Debian and its kin, as root or with sudo without a password).
 * @throws {Error} naming every package that is still missing
 */
export function ensureSystemPackages(): void {
  const names = missingPackages();
  if (names.length === 0) return;
  console.log(`installing: ${names.join(' ')}`);
  try {
    apt(process.getuid?.() === 0 ? [] : ['sudo', '-n'], names);
  } catch {
    // What counts is what is there afterwards; apt has said on the terminal what went wrong.
  }
  const still = missingPackages();
  if (still.length > 0) throw new Error(`missing, please install: ${still.join(' ')}`);
}
