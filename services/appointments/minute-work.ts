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
  const task = async () => {
    await context.rules.fresh();
    await expireRequests(context);
    await remind(context);
    await announceEnds(context);
    await lookAtQueue(walkIns);
    await countOver(context);
    await closeDay();
  };
  const failed = (error: unknown) => context.log.error('minute work failed', { job: 'minute', kind: errorKind(error) });
  const runs = every(context.clock, 60_000, task, failed);
  return { run: runs.kick, close: runs.close };
}
