/** Limits of what anybody may ask, by address; wrong codes have stricter ones of their own. */
import type { Clock } from '@visavis/runtime';
import { createAddressLimit } from './address-limit.ts';

const minute = 60_000;

/** By the family of routes that share one. */
export function createDoorLimits(clock: Clock) {
  return {
    link: createAddressLimit(clock, 120, minute),
    admission: createAddressLimit(clock, 60, minute),
    check: createAddressLimit(clock, 30, minute),
    session: createAddressLimit(clock, 20, minute),
    // A whole office comes from one address in the morning, and a provider signs it out in the evening.
    oidc: createAddressLimit(clock, 600, minute),
    slots: createAddressLimit(clock, 120, minute),
    booking: createAddressLimit(clock, 60, minute),
    work: createAddressLimit(clock, 10, 60 * minute),
    networks: createAddressLimit(clock, 20, 60 * minute),
    // Programs of a portal hand over from one address, and many of an office may wait at once.
    handover: createAddressLimit(clock, 600, minute),
    walkIn: createAddressLimit(clock, 1_200, minute),
    letters: createAddressLimit(clock, 60, minute),
    // Calendars of a whole office ask from one address, each every few minutes.
    calendar: createAddressLimit(clock, 300, minute),
  };
}
