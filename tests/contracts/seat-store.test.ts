/** The seat store's promises on every implementation. */
import { manualClock } from '@visavis/runtime';
import { MemorySeatStore } from '@visavis/signalling';
import { seatStoreContract } from './seat-store.ts';

seatStoreContract('memory', async () => {
  const clock = manualClock();
  const store = new MemorySeatStore(clock);
  return {
    store,
    other: store,
    pass: async (ms) => clock.advance(ms),
    close: () => store.close(),
  };
});
