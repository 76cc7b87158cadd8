/** How long a taken seat lives without its pod, how often the pod says that it is still there, and asks its line. */
import type { PodLimits } from './config.ts';

/** How often a seat is renewed, and for how long: a running call needs its pod less. */
export function renewal(inCall: boolean, limits: PodLimits): { everyMs: number; ttlMs: number } {
  return inCall
    ? { everyMs: limits.seatRenewInCallMs, ttlMs: limits.seatTtlInCallMs }
    : { everyMs: limits.seatRenewMs, ttlMs: limits.seatTtlMs };
}

/** How long this seat may live from now on. */
export const seatTtlOf = ({ inCall }: { inCall: boolean }, limits: PodLimits): number => renewal(inCall, limits).ttlMs;

/** How long a line may be silent before the pod pings it: the browser of a running call beats less often. */
export const pingEveryMs = (line: { inCall: boolean } | undefined, limits: PodLimits): number =>
  line?.inCall ? limits.pingInCallMs : limits.pingMs;
