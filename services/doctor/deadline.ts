/** Runs checks side by side, each with its own deadline, and answers in the order in which they were given. */
import { errorKind } from '@visavis/runtime';
import { certificateFault, codeOf } from './certificate.ts';
import { broken, type Check, type Context, type Finding } from './check.ts';
import { settleWithin } from './patience.ts';

export const deadlineMs = 5_000;

/** A finding, whose it is, and how long it took. */
export interface Result extends Finding {
  name: string;
  durationMs: number;
}

/** What a check did not catch: mostly that nobody answers. Never the message, which may quote an address with a password. */
function failure(error: unknown, remedy: string): Finding {
  const code = codeOf(error);
  const known = certificateFault(code);
  if (known) return broken(known.says, known.fix);
  return broken(code === undefined ? `failed: ${errorKind(error)}` : `not reached (${code})`, remedy);
}

async function within(check: Check, context: Omit<Context, 'signal'>): Promise<Finding> {
  const controller = new AbortController();
  const silence = broken(`no answer within ${deadlineMs / 1000} s`, check.remedy);
  const found = check.run({ ...context, signal: controller.signal }).catch((error: unknown) => {
    return failure(error, check.remedy);
  });
  try {
    return await settleWithin(context.clock, deadlineMs, found, silence);
  } finally {
    controller.abort();
  }
}

/** All at once; the slowest decides how long it takes, five seconds at most. */
export function runChecks(checks: readonly Check[], context: Omit<Context, 'signal'>): Promise<Result[]> {
  const { clock } = context;
  const run = async (check: Check): Promise<Result> => {
    const startedMs = clock.now();
    const finding = await within(check, context);
    return { name: check.name, ...finding, durationMs: clock.now() - startedMs };
  };
  return Promise.all(checks.map(run));
}
