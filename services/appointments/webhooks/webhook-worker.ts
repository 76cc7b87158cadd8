/**
 * Tells receivers what waits for them. At least once: twice only when a worker dies between the receiver's yes and the note of it, then with the
 * same `webhook-id`. Each receiver is told by itself, so that one that hangs holds up no other.
 */
import { errorKind } from '@visavis/runtime';
import { gathered } from '../gathered.ts';
import { every } from '../single-run.ts';
import { tellReceiver, type WebhookDeps } from './webhook-delivery.ts';
import { backlog, dueWebhooks } from './webhook-store.ts';

export interface WebhookWorker {
  /** Something was just written down: look now instead of at the next turn. */
  kick(): void;
  /** Resolves when nothing is due or underway. @throws what the database throws */
  drain(): Promise<void>;
  /** Stops looking; what is underway is broken off and tried again by whoever runs next. Idempotent. */
  close(): Promise<void>;
}

const pollMs = 15_000;
/** Who kicks again so soon waits until this is over, milliseconds. */
const gatherMs = 1_500;

async function count({ db, clock, metrics }: WebhookDeps): Promise<void> {
  const { waiting, oldestMs, setAside } = await backlog(db);
  metrics.backlog(waiting, oldestMs === null ? 0 : clock.now() - oldestMs, setAside);
}

/** Tells each receiver by itself: `look` begins wherever something is due and nobody is at it yet. */
function createTelling(deps: WebhookDeps, signal: AbortSignal, failed: (error: unknown) => void) {
  const underway = new Map<string, Promise<void>>();
  /** Receivers for whom something came while they were being told. */
  const askedAgain = new Set<string>();
  let looking: Promise<void> | null = null;
  let again = false;

  const begin = (id: string) => {
    const telling = tellReceiver(deps, id, signal)
      .catch(failed)
      .finally(() => {
        underway.delete(id);
        if (askedAgain.delete(id)) look().catch(failed);
      });
    underway.set(id, telling);
  };
  const lookAround = async (): Promise<void> => {
    while (again && !signal.aborted) {
      again = false;
      for (const id of await dueWebhooks(deps.db, deps.clock.now())) {
        if (underway.has(id)) askedAgain.add(id);
        else if (!signal.aborted) begin(id);
      }
    }
  };
  const look = (): Promise<void> => {
    again = true;
    looking ??= lookAround().finally(() => {
      looking = null;
    });
    return looking;
  };
  /** Resolves when nobody is being told. */
  const told = async (): Promise<void> => {
    await looking?.catch(failed);
    await Promise.all(underway.values());
  };
  return { look, told, isTelling: () => underway.size > 0 };
}

/** Looks every 15 seconds and whenever kicked. */
export function createWebhookWorker(deps: WebhookDeps): WebhookWorker {
  const { clock, log } = deps;
  const stop = new AbortController();
  const failed = (error: unknown) => log.warn('webhooks not readable', { kind: errorKind(error), retryInMs: pollMs });
  const telling = createTelling(deps, stop.signal, failed);
  const lookAndCount = async () => {
    await telling.look();
    await count(deps);
  };
  const kicks = gathered(clock, gatherMs, () => void telling.look().catch(failed));
  const polling = every(clock, pollMs, lookAndCount, failed);
  return {
    kick: kicks.ask,
    async drain() {
      await telling.look();
      while (telling.isTelling()) {
        await telling.told();
        await telling.look();
      }
      await count(deps);
    },
    async close() {
      stop.abort();
      kicks.close();
      await polling.close();
      await telling.told();
    },
  };
}
