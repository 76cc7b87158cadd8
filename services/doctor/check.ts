/** What a check is, what it may know, and what it may answer. */
import type { OrganisationConfig } from '@visavis/appointments/organisations.ts';
import type { Clock } from '@visavis/runtime';
import type { DoctorSettings } from './settings.ts';

/** `skipped`: there is nothing to look at, because it is not set or cannot be seen from here. */
export type State = 'ok' | 'warning' | 'broken' | 'skipped';

/** One line for the operator. Neither `says` nor `fix` ever holds a secret, a credential or a user's name. */
export interface Finding {
  state: State;
  says: string;
  /** What to do, in a sentence; with every warning and everything broken. */
  fix?: string;
}

export const ok = (says: string): Finding => ({ state: 'ok', says });
export const skipped = (says: string): Finding => ({ state: 'skipped', says });
export const warning = (says: string, fix: string): Finding => ({ state: 'warning', says, fix });
export const broken = (says: string, fix: string): Finding => ({ state: 'broken', says, fix });

const weight: Record<State, number> = { broken: 3, warning: 2, ok: 1, skipped: 0 };

/** Of several findings the worst, which speaks for all; of good ones all of their words. */
export function worst(findings: readonly Finding[], nothing: string): Finding {
  const [first] = findings.toSorted((a, b) => weight[b.state] - weight[a.state]);
  if (!first) return skipped(nothing);
  if (first.state !== 'ok') return first;
  return ok(findings.flatMap(({ state, says }) => (state === 'ok' ? [says] : [])).join('; '));
}

/** What every check gets. */
export interface Context {
  /** Where browsers reach the installation. */
  url: URL;
  settings: DoctorSettings;
  /** Of `ORGANISATIONS`; none where the settings are the one organisation's. */
  organisations: readonly OrganisationConfig[];
  /** Certificate authorities that are believed besides the well-known ones, PEM. */
  ca: string | undefined;
  clock: Clock;
  /** Aborted at the deadline: whoever holds a socket lets it go. */
  signal: AbortSignal;
}

export interface Check {
  name: string;
  /** What to do when it neither answers in time nor says why it fails. */
  remedy: string;
  /** May throw; that is a finding as well. */
  run(context: Context): Promise<Finding>;
}
