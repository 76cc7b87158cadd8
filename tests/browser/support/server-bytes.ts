/** How many bytes a process of ours carried: what it read and wrote of anything, and what of that went over its port. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mustBeOwn } from './rough-network.ts';

/** Everything read and written so far by system calls, sockets and files alike (proc(5), `/proc/<pid>/io`): an upper bound. */
export async function bytesThrough(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/io`, 'utf8');
  const count = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return count('rchar') + count('wchar');
}

const chain = 'INPUT';
const iptables = (...words: string[]): string =>
  execFileSync('iptables', ['-w', ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Counts whole packets of TCP from and to `port` on loopback, their headers and acknowledgements among them, by rules that do
 * nothing else; the answer reads what passed so far and takes the rules away. Needs root and a network of one's own.
 */
export function countAtPort(port: string): () => number {
  mustBeOwn();
  const ways = ['--dport', '--sport'].map((side) => ['-p', 'tcp', side, port]);
  for (const way of ways) iptables('-I', chain, ...way);
  return () => {
    const lines = iptables('-nvxL', chain).split('\n');
    for (const way of ways) iptables('-D', chain, ...way);
    // iptables(8): packets, bytes, then the rule, which names the port last.
    return lines
      .filter((line) => line.trimEnd().endsWith(`pt:${port}`))
      .reduce((sum, line) => sum + Number(/^\s*\d+\s+(\d+)/.exec(line)?.[1] ?? 0), 0);
  };
}
