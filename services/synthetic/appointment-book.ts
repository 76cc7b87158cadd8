/** The appointment of the synthetic caller: made and cancelled through the interface for programs, marked by its name. */
import { randomBytes } from 'node:crypto';
import { CreatedAppointment, Session } from '@visavis/shared';
import * as v from 'valibot';

/** Enough to call again and again; `name` is what the advisor's day view shows. */
export interface SyntheticAppointment {
  id: string;
  name: string;
  joinLink: string;
}

export interface AppointmentBook {
  /** Begins now, for an hour; nobody is mailed. @throws {BookRefused} */
  make(): Promise<SyntheticAppointment>;
  /** Nobody is admitted any more. Rejects never. */
  cancel(appointment: SyntheticAppointment): Promise<void>;
  /** The organisation's date, which the advisor's day view goes by. @throws {BookRefused} */
  today(): Promise<string>;
}

/** The interface answered with an error, or not at all; `incident` is its code. */
export class BookRefused extends Error {
  readonly incident: string | undefined;
  constructor(status: number | undefined, incident: string | undefined) {
    super(status === undefined ? 'no answer' : `answered ${status}`);
    this.name = 'BookRefused';
    this.incident = incident;
  }
}

const ErrorAnswer = v.object({ error: v.object({ incident: v.string() }) });
/** Begins every name, so that people and statistics know them. */
export const syntheticName = 'Synthetischer Anruf';

/** `now` in milliseconds since 1970; `url` without a slash at the end. */
export function openBook(url: string, key: string, timeoutMs: number, now: () => number): AppointmentBook {
  async function ask<S extends v.GenericSchema>(
    method: string,
    path: string,
    schema: S,
    body?: object,
  ): Promise<v.InferOutput<S>> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => undefined);
    const told: unknown = await answer?.json().catch(() => undefined);
    const read = v.safeParse(schema, told);
    if (answer?.ok && read.success) return read.output;
    const error = v.safeParse(ErrorAnswer, told);
    throw new BookRefused(answer?.status, error.success ? error.output.error.incident : undefined);
  }

  return {
    async make() {
      const name = `${syntheticName} ${randomBytes(3).toString('hex')}`;
      const { id, joinLink } = await ask('POST', '/appointments', CreatedAppointment, {
        guest: { name, email: 'synthetic.caller@example.org' },
        startsAt: new Date(now()).toISOString(),
        durationMinutes: 60,
        language: 'en',
        code: 'with-link',
        mail: 'advisor',
      });
      return { id, name, joinLink };
    },
    async cancel({ id }) {
      await ask('DELETE', `/appointments/${id}`, v.unknown()).catch(() => undefined);
    },
    async today() {
      const { organisation } = await ask('GET', '/session', Session);
      return new Intl.DateTimeFormat('sv-SE', { timeZone: organisation.timeZone, dateStyle: 'short' }).format(now());
    },
  };
}
