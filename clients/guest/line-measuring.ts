/** Measures the line while a check is open and tells the journey what it found; stopped, it is silent. */
import type { Api } from './api.ts';
import type { Engine } from './engine.ts';
import type { JourneyEvent, Proof } from './journey-types.ts';

interface MeasuringParts {
  load(): Promise<Engine>;
  api: Api;
  tell(event: JourneyEvent): void;
}

/** One measurement at a time: a new one ends the one before. */
export class LineMeasuring {
  #running = new AbortController();
  readonly #parts: MeasuringParts;

  constructor(parts: MeasuringParts) {
    this.#parts = parts;
  }

  /** Tells `known-device`, then `network`, and seconds later `throughput`. Never rejects: what fails was not measured. */
  async begin({ appointment, number, code, device }: Proof): Promise<void> {
    this.stop();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const { load, api, tell } = this.#parts;
    const say = (event: JourneyEvent) => {
      if (!signal.aborted) tell(event);
    };
    try {
      const { checkNetwork } = await load();
      const line = await checkNetwork(async (incarnation) => {
        const ticket = await api.checkTicket({ appointment, number, code, device, incarnation });
        // Also after the person has gone on: it spares them the code.
        tell({ type: 'known-device', device: ticket.device });
        return ticket;
      });
      say({ type: 'network', network: line.network });
      say({ type: 'throughput', mark: await line.throughput(signal) });
    } catch {
      say({ type: 'network', network: 'failed' });
      say({ type: 'throughput', mark: 'skipped' });
    }
  }

  stop(): void {
    this.#running.abort();
  }
}
