/** The closed union of error codes, their HTTP status, and the one error class that carries them. */
export const errorStatus = {
  'bad-message': 400,
  'bad-request': 400,
  'consent-outdated': 409,
  conflict: 409,
  'body-too-large': 413,
  'ticket-invalid': 401,
  'ticket-expired': 401,
  'ticket-used': 401,
  'not-signed-in': 401,
  'sign-in-used': 401,
  'origin-refused': 403,
  forbidden: 403,
  dismissed: 403,
  'not-admitted': 403,
  'not-found': 404,
  'link-unknown': 404,
  'no-such-room': 404,
  'seat-taken': 409,
  'appointment-over': 409,
  replaced: 409,
  'room-over': 410,
  'peer-absent': 404,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

interface ErrorOptions {
  retryAfterMs?: number;
  incident?: string | undefined;
  cause?: unknown;
}

/**
 * The only error that crosses a boundary. `message` is for developers and holds nothing personal; people read the
 * text that belongs to `code`.
 */
export class VisavisError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  /** What the log calls it, if whoever refused said so. */
  readonly incident: string | undefined;

  constructor(code: ErrorCode, message: string = code, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'VisavisError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.incident = options.incident;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
