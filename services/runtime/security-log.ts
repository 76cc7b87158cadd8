/** The security log: which network asked for which page, when, with which browser, and what it was answered. Apart from everything else, and gone after days. */
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { addressGroup } from './address.ts';
import type { Clock } from './clock.ts';
import { errorKind, type Log } from './log.ts';

/** One answered request. `page` is a route's pattern, never an address with what somebody typed into it. */
export interface Visit {
  address: string;
  method: string;
  page: string;
  status: number;
  /** As the browser calls itself. */
  browser: string;
}

export interface SecurityLog {
  /** Writes a line soon; never throws. */
  visited(visit: Visit): void;
  /** Writes what waits, and stops deleting. Idempotent. */
  close(): Promise<void>;
}

const day = 86_400_000;
const longestBrowser = 200;
/** While the disk does not keep up, further lines are dropped, and counted in the application's log. */
const mostWaiting = 10_000;
const fileName = /^security-(\d{4}-\d{2}-\d{2})\.log$/;
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** The /24 of an IPv4 address, the /48 of an IPv6 one: enough to see an attack, too little to name a person. */
export function networkOf(address: string): string {
  const group = addressGroup(address);
  if (!isIPv6(address) || !group.endsWith('::/64')) return group.replace(/\.\d+$/, '.0/24');
  return `${group.slice(0, -'::/64'.length).split(':').slice(0, 3).join(':')}::/48`;
}

/** Files of days of which a line would be `days` old. */
async function clear(folder: string, days: number, nowMs: number): Promise<number> {
  const oldest = dayOf(nowMs - (days - 1) * day);
  const names = await readdir(folder).catch(() => []);
  const old = names.filter((name) => (fileName.exec(name)?.[1] ?? oldest) < oldest);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
  return old.length;
}

/** Lines on their way to files of `folder`: written together, one batch after the other. Never throws. */
function createLines(folder: string, log: Log, failed: (error: unknown) => void) {
  let waiting: { file: string; line: string }[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const file of new Set(lines.map((one) => one.file))) {
        const text = lines.flatMap((one) => (one.file === file ? [one.line] : [])).join('');
        await appendFile(join(folder, file), text, { mode: 0o600 });
      }
    }
    if (dropped > 0) log.warn('security log could not keep up', { count: dropped });
    dropped = 0;
  };
  return {
    add(file: string, line: string): void {
      if (waiting.length >= mostWaiting) {
        dropped++;
        return;
      }
      waiting.push({ file, line });
      writing ??= write()
        .catch(failed)
        .finally(() => {
          writing = undefined;
        });
    },
    async settled(): Promise<void> {
      while (writing !== undefined) await writing;
    },
  };
}

/** What keeps nothing: no folder was set. */
const noSecurityLog: SecurityLog = { visited: () => {}, close: async () => {} };

/**
 * Writes JSON lines into `<folder>/security-<day in UTC>.log`, readable by their owner alone; nothing without a folder. A file goes when its
 * first line is `days` old: looked for at once, and every hour.
 */
export function openSecurityLog(options: {
  folder: string | undefined;
  days: number;
  clock: Clock;
  log: Log;
}): SecurityLog {
  const { folder, days, clock, log } = options;
  if (folder === undefined) return noSecurityLog;
  const failed = (error: unknown) => log.error('security log failed', { kind: errorKind(error) });
  const lines = createLines(folder, log, failed);
  const tidy = () =>
    clear(folder, days, clock.now()).then((count) => {
      if (count > 0) log.info('security log ended', { job: 'security-log', count });
    }, failed);
  let tidying = tidy();
  const stop = clock.every(3_600_000, () => {
    tidying = tidying.then(tidy);
  });
  return {
    visited({ address, method, page, status, browser }) {
      const at = new Date(clock.now()).toISOString();
      const seen = { at, network: networkOf(address), method, page, status, browser: browser.slice(0, longestBrowser) };
      lines.add(`security-${at.slice(0, 10)}.log`, `${JSON.stringify(seen)}\n`);
    },
    async close() {
      stop();
      await tidying;
      await lines.settled();
    },
  };
}
