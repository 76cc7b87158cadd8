/** Picks the parts of the signalling pod that configuration asks for. */
import { loadOrCreateSecrets } from '@visavis/appointments';
import type { Clock, Log } from '@visavis/runtime';
import { openStoreAndBus, type StoreAndBus } from '@visavis/signalling';
import type { StandaloneConfig } from './config.ts';

export interface SignallingParts extends StoreAndBus {
  /** The first signs resume tokens; the others are still believed. */
  resumeKeys: string[];
}

/**
 * Memory for seats and bus, or the Redis of `REDIS_URL`; the key for resume tokens lies beside the database unless one is set.
 * @throws {ConfigError} for a shared Redis without a `RESUME_KEY`, or with keys that do not fit
 */
export async function openSignallingParts(config: StandaloneConfig, clock: Clock, log: Log): Promise<SignallingParts> {
  const parts = await openStoreAndBus(config, clock, log);
  const current = config.RESUME_KEY ?? loadOrCreateSecrets(config.DATA_DIR).resumeKey;
  return { ...parts, resumeKeys: [current, config.RESUME_KEY_PREVIOUS].filter((key) => key !== undefined) };
}
