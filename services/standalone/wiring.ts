/** Picks the parts of the signalling pod that configuration asks for. */
import { loadOrCreateSecrets } from '@visavis/appointments';
import type { Clock } from '@visavis/runtime';
import { MemoryRelayBus, MemorySeatStore, type RelayBus, type SeatStore } from '@visavis/signalling';
import type { StandaloneConfig } from './config.ts';

export interface SignallingParts {
  store: SeatStore;
  bus: RelayBus;
  /** The first signs resume tokens; the others are still believed. */
  resumeKeys: string[];
  close(): Promise<void>;
}

/** Memory for seats and bus; the key for resume tokens lies beside the database unless one is set. */
export function openSignallingParts(
  config: Pick<StandaloneConfig, 'DATA_DIR' | 'RESUME_KEY' | 'RESUME_KEY_PREVIOUS'>,
  clock: Clock,
): SignallingParts {
  const store = new MemorySeatStore(clock);
  const bus = new MemoryRelayBus();
  const current = config.RESUME_KEY ?? loadOrCreateSecrets(config.DATA_DIR).resumeKey;
  return {
    store,
    bus,
    resumeKeys: [current, config.RESUME_KEY_PREVIOUS].filter((key) => key !== undefined),
    async close() {
      await store.close();
      await bus.close();
    },
  };
}
