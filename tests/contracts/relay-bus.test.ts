/** The bus's promises on every implementation. */
import { MemoryRelayBus } from '@visavis/signalling';
import { relayBusContract } from './relay-bus.ts';

relayBusContract('memory', async () => {
  const bus = new MemoryRelayBus();
  return { bus, other: bus, close: () => bus.close() };
});
