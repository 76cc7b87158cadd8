/** Why a connection is not let in: what the browser is told, and with which code its line closes. */
import {
  type CloseCode,
  type CloseName,
  closeCode,
  type ErrorCode,
  type IncidentCode,
  VisavisError,
} from '@visavis/shared';

/** Errors that admission knows, and the close that follows each. Everything else is a fault of ours. */
const closes: Partial<Record<ErrorCode, CloseName>> = {
  'bad-message': 'bad-message',
  'ticket-invalid': 'ticket',
  'ticket-expired': 'ticket',
  'ticket-used': 'ticket',
  'no-such-room': 'no-such-room',
  'room-over': 'room-over',
  replaced: 'replaced',
  dismissed: 'forbidden',
  forbidden: 'forbidden',
  'too-many': 'too-many',
  unavailable: 'try-again-later',
};

export interface Refusal {
  code: ErrorCode;
  close: CloseCode;
  retryAfterMs: number | undefined;
  /** In the log, and told to the browser. */
  incident: IncidentCode;
}

/** An error as a refusal; one that is none of ours says `internal` and nothing about itself. */
export function refusalOf(error: unknown, incident: IncidentCode): Refusal {
  if (!(error instanceof VisavisError)) {
    return { code: 'internal', close: closeCode.internal, retryAfterMs: undefined, incident };
  }
  return {
    code: error.code,
    close: closeCode[closes[error.code] ?? 'internal'],
    retryAfterMs: error.retryAfterMs,
    incident,
  };
}

/** How long a browser waits when a part behind the pod does not answer, in milliseconds. */
export const unavailableRetryMs = 2_000;

export function unavailable(cause: unknown): VisavisError {
  return new VisavisError('unavailable', 'a part behind this pod does not answer', {
    retryAfterMs: unavailableRetryMs,
    cause,
  });
}
