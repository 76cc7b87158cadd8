/** How often an address may ask what needs no database: kept in memory, by instance, and forgotten within minutes. */
import { addressGroup, type Clock } from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';

export interface AddressLimit {
  /** Counts one. @throws {VisavisError} `too-many` */
  take(address: string): void;
  close(): void;
}

/** Above this many addresses at once the oldest are forgotten: memory matters more than the ten-thousandth stranger. */
const mostAddresses = 10_000;

/** `most` in any `windowMs`, evenly refilled (GCRA). */
export function createAddressLimit(clock: Clock, most: number, windowMs: number): AddressLimit {
  const stepMs = windowMs / most;
  const fullAt = new Map<string, number>();
  const stop = clock.every(windowMs, () => {
    const now = clock.now();
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
  });
  return {
    take(address) {
      const key = addressGroup(address);
      const now = clock.now();
      const next = Math.max(fullAt.get(key) ?? now, now) + stepMs;
      const over = next - now - windowMs;
      if (over > 0) throw new VisavisError('too-many', 'too many requests', { retryAfterMs: Math.ceil(over) });
      fullAt.delete(key);
      fullAt.set(key, next);
      if (fullAt.size > mostAddresses) fullAt.delete(fullAt.keys().next().value ?? key);
    },
    close: stop,
  };
}
