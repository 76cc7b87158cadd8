/** Makes the identifiers of an appointment from the system's secure random source. */
import { randomBytes, randomInt } from 'node:crypto';
import { AppointmentId, AppointmentNumber, LinkSecret, RoomId } from '@visavis/shared';
import * as v from 'valibot';

const random16 = () => randomBytes(16).toString('base64url');

/** 16 random bytes: the public handle, first part of the join link. */
export const newAppointmentId = (): AppointmentId => v.parse(AppointmentId, random16());

/** 16 random bytes: where the conversation takes place. */
export const newRoomId = (): RoomId => v.parse(RoomId, random16());

/** 16 random bytes: `k`, the secret in the fragment of the join link. */
export const newLinkSecret = (): LinkSecret => v.parse(LinkSecret, random16());

/** Ten digits, the first not 0, uniform. Unique only with the table's constraint. */
export const newAppointmentNumber = (): AppointmentNumber =>
  v.parse(AppointmentNumber, String(randomInt(1_000_000_000, 10_000_000_000)));
