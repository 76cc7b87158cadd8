/** Asks the bus every few seconds whether it brings a pod's own word back, so that a dead one is seen also when nobody speaks. */
import type { Clock } from '@visavis/runtime';
import type { RelayBus } from './relay-bus.ts';

const probeEveryMs = 5_000;

/** From now on until the answer is called, and one question at a time; each settles by itself. */
export function probeBus(bus: Pick<RelayBus, 'ping'>, clock: Clock, heard: (isUp: boolean) => void): () => void {
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const isUp = await bus.ping().then(
      () => true,
      () => false,
    );
    isAsking = false;
    heard(isUp);
  };
  void ask();
  return clock.every(probeEveryMs, () => void ask());
}
