/** A database that cannot be asked at this moment is no fault of the request: it may come again, and pages do so by themselves. */
import { VisavisError } from '@visavis/shared';

/**
 * SQLSTATE classes and codes (PostgreSQL, Appendix A) after which the same request may succeed: connection lost (08), too many
 * connections or no space (53), shutting down or starting (57P0x), cancelled for taking too long (57014), lost against another
 * transaction (40001, 40P01), a lock not given in time (55P03), a server that became a replica (25006).
 */
const passing = /^(08...|53...|57P0.|57014|40001|40P01|55P03|25006)$/;
/** What the driver throws without a code. */
const driverSays =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;
const retryAfterMs = 2_000;

/** Of the operating system: nobody there, or the line broke. */
const isOfTheLine = (error: Error): boolean =>
  'syscall' in error && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(error.syscall));

function isAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if ('code' in error && passing.test(String(error.code))) return true;
  if (isOfTheLine(error) || driverSays.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some((one) => isAway(one, depth + 1))) return true;
  return isAway(error.cause, depth + 1);
}

/** `unavailable` with a time to come again if the database was away, too busy or gave way; else the error as it is. */
export function refusalOf(error: Error): Error {
  if (error instanceof VisavisError || !isAway(error)) return error;
  return new VisavisError('unavailable', 'the database cannot be asked now', { retryAfterMs, cause: error });
}
