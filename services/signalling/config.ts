/** What an operator may set for the role `signalling`, and the limits a pod keeps. */
import { commonSettings, setting } from '@visavis/runtime';
import { limits } from '@visavis/shared';
import * as v from 'valibot';
import { addressLimitSettings, hellosPerAddress } from './address-limits.ts';
import { redisSettings } from './redis-settings.ts';
import { turnRegions } from './turn-regions.ts';

const key32 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'expected 32 bytes as base64url'));
const urls = (schemes: RegExp) =>
  v.pipe(setting.list(''), v.array(v.pipe(v.string(), v.regex(schemes, `expected addresses that match ${schemes}`))));

/** The environment of the role alone; every secret may be given as `<KEY>_FILE` too. README.md explains each key. */
export const signallingSettings = v.object({
  ...commonSettings,
  SIGNALLING_ORIGINS: setting.list(''),
  ...addressLimitSettings,
  TICKET_JWKS_URL: v.pipe(v.string(), v.url()),
  TICKET_ISSUERS: v.pipe(
    v.string(),
    v.transform((value) => value.split(/[\s,]+/).filter((item) => item !== '')),
    v.minLength(1),
  ),
  RESUME_KEY: v.optional(key32),
  RESUME_KEY_PREVIOUS: v.optional(key32),
  ...redisSettings,
  STUN_URLS: urls(/^stuns?:/),
  TURN_URLS: urls(/^turns?:/),
  TURN_SECRET: setting.optionalText(),
  TURN_REGIONS: turnRegions,
  TURN_NEAREST: setting.list(''),
  DRAIN_NOTICE_MS: setting.integer(3_000, 0, 4_000),
  TURN_CREDENTIAL_SECONDS: setting.integer(limits.turnTtlMs / 1000, 15, 86_400),
});
export type SignallingSettings = v.InferOutput<typeof signallingSettings>;

/**
 * Numbers of PROTOCOL.md §1 that a pod enforces, and two that its store counts for all pods together. What is *PerAddress* is asked
 * of `limitsOf`, which knows the networks that many share.
 */
export interface PodLimits {
  maxFrameBytes: number;
  helloTimeoutMs: number;
  connectionsBeforeHelloPerAddress: number;
  connectionsBeforeHelloPerPod: number;
  connectionsPerAddress: number;
  connectionsPerRoom: number;
  messagesPerSecond: number;
  messagesBurst: number;
  messageStrikes: number;
  bytesPerSecond: number;
  bytesBurst: number;
  unreadSoftBytes: number;
  unreadHardBytes: number;
  unreadSoftMs: number;
  heartbeatMs: number;
  pingMs: number;
  pingInCallMs: number;
  missedPings: number;
  seatTtlMs: number;
  seatRenewMs: number;
  seatTtlInCallMs: number;
  seatRenewInCallMs: number;
  resumeTtlMs: number;
  resumeRenewMs: number;
  ticketTtlMs: number;
  clockToleranceMs: number;
  iceServersEveryMs: number;
  turnTtlMs: number;
  roomMaxMs: number;
  drainSpreadMs: number;
  drainCloseMs: number;
  reportsPerConnection: number;
  /** Tries of a connection that waits for a seat, besides the moment it hears that the seat is free. */
  seatRetryMs: number;
  /** Whether many people share the addresses of this group; limits per address are multiplied for them. */
  isWide(group: string): boolean;
  wideTimes: number;
  /** Hellos over all pods: a burst, then one every so often. */
  hellosPerAddressBurst: number;
  hellosPerAddressEveryMs: number;
  hellosPerRoomBurst: number;
  hellosPerRoomEveryMs: number;
}

/** The defaults; a test or a benchmark spreads its own over them. */
export const defaultLimits: PodLimits = {
  ...limits,
  seatRetryMs: 5_000,
  isWide: () => false,
  wideTimes: 1,
  hellosPerAddressBurst: hellosPerAddress.burst,
  hellosPerAddressEveryMs: hellosPerAddress.everyMs,
  hellosPerRoomBurst: 30,
  hellosPerRoomEveryMs: 1_000,
};
