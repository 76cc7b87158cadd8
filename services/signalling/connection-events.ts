/** What the door of the pod wants to know of a connection. */
import type { Connection } from './connection.ts';

export interface ConnectionEvents {
  /** It was let in, or is at least no stranger any more. */
  onHello(connection: Connection): void;
  onClosed(connection: Connection): void;
}
