/** What the clock brings about every minute: requests that nobody answered expire, reminders go out, who has left the queue is gone, what is over is counted. */
import { errorKind } from '@visavis/runtime';
import type { Context } from './context.ts';
import { remind } from './reminders.ts';
import { expireRequests } from './requests/request-expiry.ts';
import { every } from './single-run.ts';
import { createDayClosing } from './statistics/close-day.ts';
import { countOver } from './statistics/over.ts';
import type { WalkInParts } from './walk-ins/walk-in-deeds.ts';
import { lookAtQueue } from './walk-ins/walk-in-end.ts';
import { announceEnds } from './webhooks/outcome-news.ts';

export interface MinuteWork {
  /** Runs now, as it does every minute; a run that fails is logged and tried again. */
  run(): Promise<void>;
  close(): Promise<void>;
}

export function createMinuteWork(context: Context, walkIns: WalkInParts): MinuteWork {
  const closeDay = createDayClosing(context);
  const steps: Record<string, () => Promise<unknown>> = {
    rules: () => context.rules.fresh(),
    requests: () => expireRequests(context),
    reminders: () => remind(context),
    outcomes: () => announceEnds(context),
    'walk-ins': () => lookAtQueue(walkIns),
    counts: () => countOver(context),
    statistics: () => closeDay(),
  };
  const failed = (error: unknown, job = 'minute') =>
    context.log.error('minute work failed', { job, kind: errorKind(error) });
  // One that fails, for a single record that nobody can read, must not keep the others from their work.
  const task = async () => {
    for (const [job, step] of Object.entries(steps)) await step().catch((error: unknown) => failed(error, job));
  };
  const runs = every(context.clock, 60_000, task, failed);
  return { run: runs.kick, close: runs.close };
}
