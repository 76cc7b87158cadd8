/** How long a taken seat lives without its pod, and how often the pod says that it is still there. */
import type { PodLimits } from './config.ts';

/** How often a seat is renewed, and for how long: a running call needs its pod less. */
export function renewal(inCall: boolean, limits: PodLimits): { everyMs: number; ttlMs: number } {
  return inCall
    ? { everyMs: limits.seatRenewInCallMs, ttlMs: limits.seatTtlInCallMs }
    : { everyMs: limits.seatRenewMs, ttlMs: limits.seatTtlMs };
}

/** How long this seat may live from now on. */
export const seatTtlOf = ({ inCall }: { inCall: boolean }, limits: PodLimits): number => renewal(inCall, limits).ttlMs;
