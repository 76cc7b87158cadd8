/** Who may be told yes: the one place where code, device token and attempt limits are weighed. */
import type { AppointmentId, AppointmentNumber, DialInCode } from '@visavis/shared';
import { VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { countAttempt, holdCounters } from './attempt-counters.ts';
import { type AttemptKind, attemptRules, type Counter, waitMs } from './attempts.ts';
import { type CompanionRow, companionHolder } from './companions/companion-row.ts';
import { type Comer, companionDevice } from './companions/companion-seat.ts';
import type { Context } from './context.ts';
import type { Transaction } from './database.ts';
import type { KnownDevice } from './device-tokens.ts';
import { appointments } from './schema.ts';
import { companions } from './schema-companions.ts';

export type AppointmentRow = typeof appointments.$inferSelect;

/** What somebody shows at the door; `address` is an address group, used as a counter's key only. */
export interface Shown {
  appointment?: AppointmentId | undefined;
  number?: AppointmentNumber | undefined;
  code?: DialInCode | undefined;
  device?: string | undefined;
  address: string;
}

/** `refused` never says why: unknown, cancelled, over, too early and a wrong code look the same. */
export type Proof =
  | ({ outcome: 'proven' } & Comer)
  | { outcome: 'refused' }
  | { outcome: 'too-many'; retryAfterMs: number };

interface Held {
  kind: AttemptKind;
  key: string;
  counter: Counter | null;
}

interface Found {
  row: AppointmentRow | null;
  /** By link only: nobody comes as a companion by number. */
  companion: CompanionRow | null;
}

async function find(tx: Transaction, shown: Shown): Promise<Found> {
  const match =
    shown.appointment === undefined
      ? eq(appointments.number, shown.number ?? '')
      : eq(appointments.id, shown.appointment);
  const [found] = await tx
    .select({ row: appointments, companion: companions })
    .from(appointments)
    .leftJoin(companions, eq(companions.appointmentId, appointments.id))
    .where(match);
  const companion = shown.appointment === undefined ? null : (found?.companion ?? null);
  return { row: found?.row ?? null, companion };
}

/** What counts for this attempt. An unknown appointment is counted like a known one, so that both behave alike. */
function namesOf(shown: Shown, row: AppointmentRow | null, device: KnownDevice | null): [AttemptKind, string][] {
  const target: [AttemptKind, string] = device
    ? ['device', device.thumbprint]
    : ['appointment', row?.id ?? shown.appointment ?? `number ${shown.number}`];
  const byNumber: [AttemptKind, string][] = shown.number === undefined ? [] : [['number', shown.address]];
  return [['address', shown.address], target, ...byNumber];
}

async function hold(context: Context, tx: Transaction, names: [AttemptKind, string][]): Promise<Held[]> {
  const keyed = names.map(([kind, value]) => ({ kind, key: context.attemptKeys(kind, value) }));
  const counters = await holdCounters(
    tx,
    keyed.map(({ key }) => key),
  );
  return keyed.map(({ kind, key }) => ({ kind, key, counter: counters.get(key) ?? null }));
}

/** Whose code is shown, if anybody's. Both are compared whatever comes, so that all answers take the same time. */
function codeHolder(context: Context, shown: Shown, row: AppointmentRow | null, companion: CompanionRow | null) {
  const { codes } = context;
  const none = codes.digest('none', noCode);
  const code = shown.code ?? noCode;
  const stored = row ? { hmac: row.codeHmac, pepper: row.codePepper } : none;
  const third = companion ? { hmac: companion.codeHmac, pepper: companion.codePepper } : none;
  const isGuest = codes.matches(row?.id ?? 'nobody', code, stored);
  const isCompanion = codes.matches(companionHolder(companion?.id ?? 'nobody'), code, third);
  if (row === null || shown.code === undefined) return null;
  if (isGuest) return { row, companion: null };
  return isCompanion && companion !== null ? { row, companion } : null;
}

/**
 * Weighs what is shown, inside `tx`. A device that was let in with the present code needs no code and meets no limit; one
 * that knew an older code has a counter of its own. The companion has a code and devices of their own, comes by link only, and
 * meets the same counters. A right code never counts, whatever else speaks against entry.
 */
export async function prove(context: Context, tx: Transaction, shown: Shown): Promise<Proof> {
  const now = context.clock.now();
  const { row, companion } = await find(tx, shown);
  const device = row === null ? null : context.devices.read(shown.device, row.id, now);
  if (row && device && device.codeVersion === row.codeVersion) {
    return { outcome: 'proven', row, companion: null, device };
  }
  const known = companionDevice(context.devices, shown.device, companion, now);
  if (row && known) return { outcome: 'proven', row, companion, device: known };
  const held = await hold(context, tx, namesOf(shown, row, device));
  const wait = Math.max(...held.map(({ kind, counter }) => waitMs(attemptRules[kind], counter, now)));
  if (wait > 0) return { outcome: 'too-many', retryAfterMs: wait };
  const holder = codeHolder(context, shown, row, companion);
  for (const { kind, key, counter } of held) {
    const isFailure = holder === null && shown.code !== undefined;
    if (kind === 'number' || isFailure) await countAttempt(tx, kind, key, counter, now);
  }
  return holder ? { outcome: 'proven', ...holder, device: holder.companion ? null : device } : { outcome: 'refused' };
}

/** Compared when there is nothing to compare, so that both take the same time. */
const noCode = '00000000' as DialInCode;

/** How long every refusal takes at least, so that its reason cannot be read from the time. */
export const refusalFloorMs = 300;

/** Waits until `refusalFloorMs` have passed since `startedAtMs` and throws the uniform refusal. */
export async function refuse(
  context: Context,
  startedAtMs: number,
  proof: Exclude<Proof, { outcome: 'proven' }>,
): Promise<never> {
  const left = startedAtMs + refusalFloorMs - context.clock.now();
  if (left > 0) await new Promise<void>((resolve) => context.clock.after(left, resolve));
  if (proof.outcome === 'too-many') {
    throw new VisavisError('too-many', 'too many attempts', { retryAfterMs: proof.retryAfterMs });
  }
  throw new VisavisError('not-admitted', 'not admitted');
}
