/** Which seat somebody came for who showed a code or a device: the guest's, or the companion's. */
import type { DeviceTokens, KnownDevice } from '../device-tokens.ts';
import type { Vault } from '../encryption.ts';
import type { AppointmentRow } from '../proof.ts';
import { openName } from '../sealed-columns.ts';
import { type CompanionRow, companionHolder, openCompanion } from './companion-row.ts';

/** What a seat needs to know of its appointment. */
export type SeatRow = Pick<
  AppointmentRow,
  | 'id'
  | 'room'
  | 'status'
  | 'mode'
  | 'startsAt'
  | 'durationMinutes'
  | 'guestNameEnc'
  | 'codeHmac'
  | 'codePepper'
  | 'codeVersion'
  | 'relayOnly'
>;

/** Somebody who proved who they are. */
export interface Comer<R extends SeatRow = SeatRow> {
  row: R;
  /** Null for the guest. */
  companion: CompanionRow | null;
  device: KnownDevice | null;
}

/** A link has one code for life, so that all its devices have the same version. */
const companionVersion = 1;

/** The device token of whoever came, worth something for this seat only. `untilMs`: milliseconds since 1970. */
export function deviceOf(devices: DeviceTokens, { row, companion, device }: Comer, untilMs: number) {
  const thumbprint = device?.thumbprint;
  return companion === null
    ? devices.issue(row.id, row.codeVersion, untilMs, thumbprint)
    : devices.issue(companionHolder(companion.id), companionVersion, untilMs, thumbprint);
}

/** A device that the companion was let in with before. */
export const companionDevice = (
  devices: DeviceTokens,
  token: string | undefined,
  companion: CompanionRow | null,
  nowMs: number,
): KnownDevice | null => (companion === null ? null : devices.read(token, companionHolder(companion.id), nowMs));

/** The name the appointment knows whoever came by. @throws {SealBroken} */
export const nameOf = (vault: Vault, { row, companion }: Comer): string =>
  companion === null ? openName(vault, row) : openCompanion(vault, companion).name;
