/** Logs that cannot betray anybody: only the fields of one list get through, whatever is passed. */
import { type DestinationStream, type Level, type Logger, pino } from 'pino';

/**
 * Every field a log line may have. No address, name, e-mail, code, ticket, SDP or secret has a place here; adding one is
 * a decision, not a convenience.
 */
export const logFields = [
  'room', // HMAC of the room's id, 8 characters, another every day
  'role',
  'event',
  'code',
  'closeCode',
  'status',
  'method',
  'route',
  'durationMs',
  'bytes',
  'count',
  'attempt',
  'incident',
  'seat',
  'connection',
  'port',
  'version',
  'reason',
  'retryInMs',
  'limit',
  'table',
  'job',
  'kind',
  'phase',
] as const;
export type LogField = (typeof logFields)[number];
export type LogFields = Partial<Record<LogField, string | number | boolean | undefined>>;

/** A log: a short fixed sentence and listed fields. error = gave up, warn = recovered, info = one line a transition, debug = the rest. */
export interface Log {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  child(fields: LogFields): Log;
}

const allowed: ReadonlySet<string> = new Set(logFields);

function listed(fields: LogFields): LogFields {
  const kept: LogFields = {};
  for (const key of Object.keys(fields) as LogField[]) {
    const value = fields[key];
    if (allowed.has(key) && (typeof value !== 'object' || value === null)) kept[key] = value;
  }
  return kept;
}

function wrap(logger: Logger): Log {
  const at =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string, fields: LogFields = {}) => {
      if (!logger.isLevelEnabled(level)) return;
      logger[level](listed(fields), message);
      if (level === 'error' || level === 'warn') logger.flush();
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: (fields) => wrap(logger.child(listed(fields))),
  };
}

/** The time of a line as pino's own `isoTime` writes it, but for the second once a second: to work it out was a tenth of a line. */
function isoTimes(): () => string {
  let second = Number.NaN;
  let begun = '';
  return () => {
    const now = Date.now();
    const current = Math.floor(now / 1_000);
    if (current !== second) {
      second = current;
      begun = `,"time":"${new Date(current * 1_000).toISOString().slice(0, -4)}`;
    }
    return `${begun}${String(now - current * 1_000).padStart(3, '0')}Z"`;
  };
}

/** How long a line may wait for others, and how many; less than one write takes. A process that is killed takes those with it that still do. */
const flushMs = 250;
const flushBytes = 16_000;

/** Lines leave together, warnings and errors and the last ones at once: a write for each costs more than the line itself. */
const standardOutput = (): DestinationStream =>
  pino.destination({ dest: 1, sync: false, minLength: flushBytes, periodicFlush: flushMs });

/** JSON lines to `destination`; by default to standard output, a quarter of a second late at most. */
export function createLog(options: { level: Level | 'silent'; role: string; destination?: DestinationStream }): Log {
  const settings = { level: options.level, base: { role: options.role }, timestamp: isoTimes() };
  return wrap(pino(settings, options.destination ?? standardOutput()));
}

/** What is known of an unexpected error without its message or stack, which may quote a person's data. */
export function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code ? `${error.name}:${code}` : error.name;
}
