/** The bus of one process: delivers in a later turn of the event loop, as a real one would. */
import type { Inbox, RelayBus } from './relay-bus.ts';
import type { PodId } from './seat-store.ts';

export class MemoryRelayBus implements RelayBus {
  readonly #inboxes = new Map<PodId, Inbox>();

  async publish(pod: PodId, message: string): Promise<boolean> {
    if (!this.#inboxes.has(pod)) return false;
    setImmediate(() => this.#inboxes.get(pod)?.(message));
    return true;
  }

  async subscribe(pod: PodId, inbox: Inbox): Promise<() => Promise<void>> {
    if (this.#inboxes.has(pod)) throw new Error('this inbox is open already');
    this.#inboxes.set(pod, inbox);
    return async () => {
      if (this.#inboxes.get(pod) === inbox) this.#inboxes.delete(pod);
    };
  }

  async ping(): Promise<void> {}

  /** It is never gone. */
  onReturn(): void {}

  async close(): Promise<void> {
    this.#inboxes.clear();
  }
}
