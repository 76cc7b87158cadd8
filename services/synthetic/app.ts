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

/** One call after the other: each takes about a core. */
async function callAll(parts: CallerParts, browser: Browser, appointment: SyntheticAppointment): Promise<CallResult[]> {
  const { url, key, patienceMs, now, log } = parts;
  const results: CallResult[] = [];
  for (const path of parts.paths) {
    const result = await callOnce({ browser, url, key, appointment, path, patienceMs, now, newIncident: incidentCode });
    results.push(result);
    if (result.outcome === 'failed') {
      log.warn('synthetic call failed', { event: path, phase: result.step, incident: result.incident });
    } else log.info('synthetic call', { event: path, kind: result.outcome });
  }
  return results;
}

/** Not even a call could begin. */
function failedEverywhere({ paths, log }: CallerParts, { step: where, cause }: StepFailed): CallResult[] {
  const incident = (cause instanceof BookRefused ? cause.incident : undefined) ?? incidentCode();
  log.warn('no call begun', { phase: where, kind: errorKind(cause), incident });
  return paths.map((path) => ({ path, outcome: 'failed', step: where, incident }));
}

export function createCaller(parts: CallerParts): SyntheticCaller {
  const appointments = appointmentKeeper(parts);
  return {
    async run() {
      try {
        const appointment = await step('appointment', appointments.present);
        const browser = await step('browser', parts.launch);
        try {
          const results = await callAll(parts, browser, appointment);
          if (results.some(({ outcome }) => outcome === 'failed')) await appointments.drop();
          return results;
        } finally {
          await browser.close().catch(() => undefined);
        }
      } catch (error) {
        return failedEverywhere(parts, error instanceof StepFailed ? error : new StepFailed('browser', error));
      }
    },
    close: appointments.drop,
  };
}
