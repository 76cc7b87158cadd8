/** Runs a command in a network of its own, so that tests reach nobody and nobody reaches them. */
import { spawn } from 'node:child_process';

/**
 * Loopback, and a cable to nowhere with a default route: browsers gather candidates from it (Firefox gathers none
 * without the route), and nothing leaves the machine. Names are looked up at a port that refuses at once, else every
 * look-up would wait for an answer that cannot come.
 */
const layCable = `set -e
names=$(mktemp)
echo 'nameserver 127.0.0.1' > "$names"
mount --bind "$names" /etc/resolv.conf || true
rm -f "$names"
ip link set lo up
ip link add v0 type veth peer name v1
ip addr add 10.99.0.1/24 dev v0
ip link set v0 up
ip link set v1 up
ip route add default via 10.99.0.2
exec "$@"`;

/** Needs root on Linux; elsewhere commands share the network of the machine. */
export const canIsolate = process.platform === 'linux' && process.getuid?.() === 0;

/** Runs `command` to its end without standard input; answers its exit code, 1 when a signal or a fault ended it. */
export function runIsolated(
  command: string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<number> {
  const [program = '', ...rest] = canIsolate
    ? ['unshare', '-n', '-m', '--', 'bash', '-c', layCable, 'own-network', ...command]
    : command;
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.env };
    const child = spawn(program, rest, { cwd: options.cwd, stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}
