/** How pods reach each other: one inbox a pod. */
import type { PodId } from './seat-store.ts';

/** What the inbox's owner does with a message; it must not throw. */
export type Inbox = (message: string) => void;

/**
 * May drop, repeat and reorder: what must arrive is repeated end to end by the browsers, what must be true is read from
 * the seat store.
 */
export interface RelayBus {
  /** Resolves to false when nobody reads that inbox; rejects when the bus cannot be reached. */
  publish(pod: PodId, message: string): Promise<boolean>;
  /** Opens `pod`'s inbox; the answer closes it. A pod opens one inbox, once. */
  subscribe(pod: PodId, inbox: Inbox): Promise<() => Promise<void>>;
  /** Resolves when the bus answers, and what is sent to an inbox that is open here arrives. */
  ping(): Promise<void>;
  /** Calls `listener` whenever an inbox was shut by a fault and is open again: messages are lost. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}
