/** The synthetic caller: one run calls once on every path, with one appointment that serves several runs. */
import { errorKind, incidentCode, type Log } from '@visavis/runtime';
import type { Browser } from 'playwright-core';
import { type AppointmentBook, BookRefused, type SyntheticAppointment } from './appointment-book.ts';
import { callOnce } from './journey.ts';
import { type CallResult, type Path, StepFailed, step } from './results.ts';

export interface CallerParts {
  url: string;
  key: string;
  paths: readonly Path[];
  patienceMs: number;
  book: AppointmentBook;
  /** A browser with made-up devices. */
  launch(): Promise<Browser>;
  /** Milliseconds since 1970. */
  now(): number;
  log: Log;
}

export interface SyntheticCaller {
  /** One result a path, in their order. Rejects never; one run at a time. */
  run(): Promise<CallResult[]>;
  /** Cancels the appointment. */
  close(): Promise<void>;
}

/** The room closes two hours after the hour of the appointment; a new one is made well before. */
const keptForMs = 2.5 * 3_600_000;

interface Kept {
  appointment: SyntheticAppointment;
  madeAt: number;
  day: string;
}

/** The same appointment for some hours, so that the advisor's day is not full of them; the day view shows one day only. */
function appointmentKeeper({ book, now }: Pick<CallerParts, 'book' | 'now'>) {
  let kept: Kept | undefined;
  const drop = async (): Promise<void> => {
    const gone = kept;
    kept = undefined;
    if (gone) await book.cancel(gone.appointment);
  };
  return {
    drop,
    async present(): Promise<SyntheticAppointment> {
      const day = await book.today();
      if (kept && (kept.day !== day || now() - kept.madeAt > keptForMs)) await drop();
      kept ??= { appointment: await book.make(), madeAt: now(), day };
      return kept.appointment;
    },
  };
}

/** Not even a call could begin. */
function notBegun(log: Log, path: Path, { step: where, cause }: StepFailed): CallResult {
  const incident = (cause instanceof BookRefused ? cause.incident : undefined) ?? incidentCode();
  log.debug('no call begun', { phase: where, kind: errorKind(cause) });
  return { path, outcome: 'failed', step: where, incident };
}

type Appointments = ReturnType<typeof appointmentKeeper>;

/** One call after the other: each takes about a core. A call that did not end well may still hold a seat of its room. */
async function callAll(parts: CallerParts, browser: Browser, appointments: Appointments): Promise<CallResult[]> {
  const { url, key, patienceMs, now, log } = parts;
  const results: CallResult[] = [];
  let offers: (path: Path) => boolean | null = () => null;
  const call = async (path: Path): Promise<CallResult> => {
    if (offers(path) === false) return { path, outcome: 'skipped' };
    const appointment = await appointments.present().catch((error: unknown) => new StepFailed('appointment', error));
    if (appointment instanceof StepFailed) return notBegun(log, path, appointment);
    const done = await callOnce({ browser, url, key, appointment, path, patienceMs, now, newIncident: incidentCode });
    if (done.result.outcome !== 'ok') await appointments.drop();
    offers = done.offers(path) === null ? offers : done.offers;
    return done.result;
  };
  for (const path of parts.paths) results.push(await call(path));
  return results;
}

function tell(log: Log, results: readonly CallResult[]): void {
  for (const result of results) {
    const { path: event, outcome } = result;
    if (outcome !== 'failed') log.info('synthetic call', { event, kind: outcome });
    else log.warn('synthetic call failed', { event, phase: result.step, incident: result.incident });
  }
}

export function createCaller(parts: CallerParts): SyntheticCaller {
  const appointments = appointmentKeeper(parts);
  const run = async (): Promise<CallResult[]> => {
    try {
      await step('appointment', appointments.present);
      const browser = await step('browser', parts.launch);
      try {
        return await callAll(parts, browser, appointments);
      } finally {
        await browser.close().catch(() => undefined);
      }
    } catch (error) {
      const failure = error instanceof StepFailed ? error : new StepFailed('browser', error);
      return parts.paths.map((path) => notBegun(parts.log, path, failure));
    }
  };
  return {
    async run() {
      const results = await run();
      tell(parts.log, results);
      return results;
    },
    close: appointments.drop,
  };
}
