/** Makes what deeds share, out of what the process around the service hands over. */
import type { AppointmentsDeps } from './app.ts';
import { createAttemptKeys } from './attempt-counters.ts';
import type { Context } from './context.ts';
import { createDeviceTokens } from './device-tokens.ts';
import { createDoor } from './door.ts';
import { createHolidays } from './offers/holidays.ts';

/** The settings in it are read anew each time. */
export function makeContext(
  { settings, secrets, database, clock, log }: AppointmentsDeps,
  { rules, tickets, metrics, mailQueued }: Pick<Context, 'rules' | 'tickets' | 'metrics' | 'mailQueued'>,
): Context {
  return {
    get settings() {
      return rules.settings();
    },
    get invitations() {
      return rules.invitations();
    },
    rules,
    db: database.db,
    ask: database.ask,
    vault: secrets.vault,
    codes: secrets.codes,
    devices: createDeviceTokens(secrets.vault),
    tickets,
    door: createDoor(database),
    attemptKeys: createAttemptKeys(secrets.vault),
    calendar: { timeZone: settings.timeZone, isHoliday: createHolidays(() => rules.settings().holidays) },
    clock,
    log,
    metrics,
    mailQueued,
  };
}
