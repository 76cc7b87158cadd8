/** What carries a composed mail out of the house: one interface, `mailer-outbox.ts` (files) and `mailer-smtp.ts`. */
import type { Mail } from './facts.ts';

/**
 * Why a mail was not taken. `temporary`: worth another try later (4xx, no connection). `permanent`: the same mail will
 * never be taken (5xx, bad address).
 */
export type MailErrorCode = 'temporary' | 'permanent';

/** The only error a mailer throws. Its message never holds an address or what a server said. */
export class MailError extends Error {
  readonly code: MailErrorCode;
  /** For the log: an SMTP reply code ("550") or the name of a socket error ("ECONNREFUSED"). */
  readonly reason: string;
  constructor(code: MailErrorCode, reason: string) {
    super(`mail not taken: ${code} (${reason})`);
    this.name = 'MailError';
    this.code = code;
    this.reason = reason;
  }
}

export interface Mailer {
  /** Resolves when the next station has taken responsibility for the mail. @throws {MailError} */
  send(mail: Mail): Promise<void>;
  /** Idempotent; waits for what is being sent. */
  close(): Promise<void>;
}
