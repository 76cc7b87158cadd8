/** Waiting with an end: what takes too long is answered by something else. */
import type { Clock } from '@visavis/runtime';

/** What `asked` resolves to, or `otherwise` after `withinMs`. @throws what `asked` throws in time */
export async function settleWithin<T>(clock: Clock, withinMs: number, asked: Promise<T>, otherwise: T): Promise<T> {
  let cancel = () => {};
  const late = new Promise<T>((resolve) => {
    cancel = clock.after(withinMs, () => resolve(otherwise));
  });
  // Whatever still goes wrong after that is nobody's affair any more.
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    cancel();
  }
}
