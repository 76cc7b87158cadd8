/** Whether the clocks of this machine, the service, Redis and the database agree: tickets live for minutes. */
import { ask } from '../ask.ts';
import { broken, type Check, type Context, type Finding, ok, skipped, warning } from '../check.ts';
import { databaseTimeMs } from '../database.ts';
import { redisTimeMs } from '../redis.ts';

/** How far a clock is ahead of this machine's; negative when it is behind. */
export interface Offset {
  of: string;
  offsetMs: number;
}

const warnMs = 2_000;
const breakMs = 10_000;

/** Clocks against this machine's, the worst of them judged. */
export function interpretClock(offsets: readonly Offset[]): Finding {
  const [worst] = offsets.toSorted((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs));
  if (!worst) return skipped('no other clock can be seen');
  const seconds = (Math.abs(worst.offsetMs) / 1000).toFixed(1);
  const way = worst.offsetMs > 0 ? 'ahead of' : 'behind';
  const fix = 'run a time service (chrony, systemd-timesyncd) on every machine.';
  if (Math.abs(worst.offsetMs) > breakMs) return broken(`${worst.of} is ${seconds} s ${way} this machine`, fix);
  if (Math.abs(worst.offsetMs) > warnMs) return warning(`${worst.of} is ${seconds} s ${way} this machine`, fix);
  return ok(`${offsets.map(({ of }) => of).join(', ')}: within ${seconds} s`);
}

/** The header `Date` has whole seconds: what it says is half a second early on average. */
async function serviceOffset(context: Context): Promise<number | undefined> {
  const { headers, atMs } = await ask(new URL('/health/live', context.url), context);
  const toldMs = Date.parse(headers.date ?? '');
  return Number.isNaN(toldMs) ? undefined : toldMs + 500 - atMs;
}

async function offsetBy(
  context: Context,
  time: (context: Context) => Promise<number | undefined>,
): Promise<number | undefined> {
  const startedMs = context.clock.now();
  const toldMs = await time(context);
  return toldMs === undefined ? undefined : toldMs - (startedMs + context.clock.now()) / 2;
}

export const clockCheck: Check = {
  name: 'clock',
  remedy: 'see the other lines: the service, Redis or the database does not answer.',
  async run(context) {
    // Who does not answer has a line of its own.
    const quietly = (asked: Promise<number | undefined>) => asked.catch(() => undefined);
    const found = await Promise.all([
      quietly(serviceOffset(context)),
      quietly(offsetBy(context, redisTimeMs)),
      quietly(offsetBy(context, databaseTimeMs)),
    ]);
    const names = ['service', 'redis', 'database'];
    return interpretClock(
      found.flatMap((offsetMs, at) => (offsetMs === undefined ? [] : [{ of: names[at] ?? '', offsetMs }])),
    );
  },
};
