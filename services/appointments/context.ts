/** What the deeds of the appointment book share: parts that `app.ts` makes once and hands to each. */
import type { Clock, Log } from '@visavis/runtime';
import type { AttemptKeys } from './attempt-counters.ts';
import type { Database, Db } from './database.ts';
import type { DeviceTokens } from './device-tokens.ts';
import type { CodeBook } from './dial-in-code.ts';
import type { Door } from './door.ts';
import type { Vault } from './encryption.ts';
import type { InvitationSettings } from './invitations/facts.ts';
import type { AppointmentsMetrics } from './metrics.ts';
import type { Calendar } from './offers/slots.ts';
import type { LivingRules } from './rules/living-rules.ts';
import type { AppointmentsSettings } from './settings.ts';
import type { TicketOffice } from './tickets.ts';

export interface Context {
  /** As they are now: what the lead has changed holds at once. Read where needed, never kept. */
  readonly settings: AppointmentsSettings;
  readonly invitations: InvitationSettings;
  rules: LivingRules;
  db: Db;
  ask: Database['ask'];
  vault: Vault;
  codes: CodeBook;
  devices: DeviceTokens;
  tickets: TicketOffice;
  door: Door;
  attemptKeys: AttemptKeys;
  /** Days and holidays of the organisation, which the lead may change at any moment. */
  calendar: Calendar;
  clock: Clock;
  log: Log;
  metrics: AppointmentsMetrics;
  /** Says, after the commit, that a mail waits. */
  mailQueued(): void;
}

/** The advisor in whose name a request acts. */
export interface Advisor {
  id: string;
  name: string;
}
