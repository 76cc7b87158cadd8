/** The closed list of WebSocket close codes: which are worth a retry and which are final. A client obeys this table only. */
export const closeCodes = {
  1001: { name: 'going-away', retry: 'yes' },
  1003: { name: 'binary', retry: 'no' },
  1006: { name: 'abnormal', retry: 'yes' },
  1009: { name: 'too-large', retry: 'no' },
  1011: { name: 'internal', retry: 'yes' },
  1012: { name: 'restart', retry: 'yes' },
  1013: { name: 'try-again-later', retry: 'yes' },
  4400: { name: 'bad-message', retry: 'no' },
  4401: { name: 'ticket', retry: 'new-ticket-once' },
  4403: { name: 'forbidden', retry: 'no' },
  4404: { name: 'no-such-room', retry: 'no' },
  4408: { name: 'hello-timeout', retry: 'yes' },
  4409: { name: 'replaced', retry: 'no' },
  4410: { name: 'room-over', retry: 'no' },
  4411: { name: 'slow-consumer', retry: 'yes' },
  4429: { name: 'too-many', retry: 'after' },
} as const;

export type CloseCode = keyof typeof closeCodes;
export type CloseName = (typeof closeCodes)[CloseCode]['name'];
export type Retry = (typeof closeCodes)[CloseCode]['retry'];

/** A code by its name, so that no number stands in the services. */
export const closeCode = Object.fromEntries(
  Object.entries(closeCodes).map(([code, { name }]) => [name, Number(code)]),
) as Record<CloseName, CloseCode>;

/** What a client does after `code`. A normal goodbye (1000) is final; a code outside the table counts as a lost connection. */
export function retryAfterClose(code: number): Retry {
  if (code === 1000) return 'no';
  return code in closeCodes ? closeCodes[code as CloseCode].retry : 'yes';
}
