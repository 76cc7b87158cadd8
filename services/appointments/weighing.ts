/** What speaks for somebody at the door, and what counts against whom: everything of an attempt that needs no database. */
import type { AppointmentId, AppointmentNumber, DialInCode } from '@visavis/shared';
import { type AttemptKind, attemptRules, type Counter, waitMs } from './attempts.ts';
import { type CompanionRow, companionHolder } from './companions/companion-row.ts';
import { type Comer, companionDevice, type SeatRow } from './companions/companion-seat.ts';
import type { Context } from './context.ts';
import type { KnownDevice } from './device-tokens.ts';

/** What somebody shows at the door; `address` is an address group, used as a counter's key only. */
export interface Shown {
  appointment?: AppointmentId | undefined;
  number?: AppointmentNumber | undefined;
  code?: DialInCode | undefined;
  device?: string | undefined;
  address: string;
}

/** What the book has of it. */
export interface Found<R extends SeatRow = SeatRow> {
  row: R | null;
  /** By link only: nobody comes as a companion by number. */
  companion: CompanionRow | null;
}

/** The counter of one thing, under the key that names it. */
export interface Keyed {
  kind: AttemptKind;
  key: string;
}

export type Counters = ReadonlyMap<string, Counter>;

/** Compared when there is nothing to compare, so that both take the same time. */
const noCode = '00000000' as DialInCode;

/**
 * A device that was let in with the present code needs no code and meets no limit; one that knew an older code (`older`) has a
 * counter of its own. The companion has devices of their own.
 */
export function recognised<R extends SeatRow>(context: Context, shown: Shown, { row, companion }: Found<R>) {
  const now = context.clock.now();
  const device = row === null ? null : context.devices.read(shown.device, row.id, now);
  const isPresent = row !== null && device !== null && device.codeVersion === row.codeVersion;
  const known = companionDevice(context.devices, shown.device, companion, now);
  const theirs: Comer<R> | null = row !== null && known !== null ? { row, companion, device: known } : null;
  const comer: Comer<R> | null = isPresent ? { row, companion: null, device } : theirs;
  return { comer, older: device };
}

/** What counts for this attempt. An unknown appointment is counted like a known one, so that both behave alike. */
export function countersOf(context: Context, shown: Shown, row: SeatRow | null, older: KnownDevice | null): Keyed[] {
  const target: [AttemptKind, string] = older
    ? ['device', older.thumbprint]
    : ['appointment', row?.id ?? shown.appointment ?? `number ${shown.number}`];
  const byNumber: [AttemptKind, string][] = shown.number === undefined ? [] : [['number', shown.address]];
  const names: [AttemptKind, string][] = [['address', shown.address], target, ...byNumber];
  return names.map(([kind, value]) => ({ kind, key: context.attemptKeys(kind, value) }));
}

/** Milliseconds until the next attempt; 0 when none of the counters speaks against it. */
export const waitFor = (keyed: readonly Keyed[], counters: Counters, nowMs: number): number =>
  Math.max(0, ...keyed.map(({ kind, key }) => waitMs(attemptRules[kind], counters.get(key) ?? null, nowMs)));

/** Whose code is shown, if anybody's. Both are compared whatever comes, so that all answers take the same time. */
export function codeHolder<R extends SeatRow>(
  context: Context,
  shown: Shown,
  { row, companion }: Found<R>,
  older: KnownDevice | null,
): Comer<R> | null {
  const { codes } = context;
  const none = codes.digest('none', noCode);
  const code = shown.code ?? noCode;
  const stored = row ? { hmac: row.codeHmac, pepper: row.codePepper } : none;
  const third = companion ? { hmac: companion.codeHmac, pepper: companion.codePepper } : none;
  const isGuest = codes.matches(row?.id ?? 'nobody', code, stored);
  const isCompanion = codes.matches(companionHolder(companion?.id ?? 'nobody'), code, third);
  if (row === null || shown.code === undefined) return null;
  if (isGuest) return { row, companion: null, device: older };
  return isCompanion && companion !== null ? { row, companion, device: null } : null;
}

/** Those that this attempt adds to: a right code never counts, whatever else speaks against entry, but each entry by number does. */
export const addedTo = (keyed: readonly Keyed[], shown: Shown, comer: Comer | null): Keyed[] =>
  keyed.filter(({ kind }) => kind === 'number' || (comer === null && shown.code !== undefined));
