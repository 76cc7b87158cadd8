/** What processes have used of the processors so far, as the kernel counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all threads of these processes, in milliseconds, to the nanosecond; Linux only. */
export function cpuMsOf(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    }
  }
  return nanoseconds / 1e6;
}

/** CPU time of children that ended and were waited for, in milliseconds, to the hundredth of a second; Linux only. */
export function endedChildrenCpuMs(pid: number): number {
  // The name before it may hold spaces and brackets.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Memory a process holds, in bytes. */
export function residentBytes(pid: number): number {
  const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return Number(pages) * 4096;
}
