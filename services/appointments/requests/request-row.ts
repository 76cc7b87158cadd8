/** A stored request: its sealed columns, its state for the machine, and how guest and advisor see it. */
import {
  type AdvisorRequest,
  AppointmentId,
  BookingPerson,
  DialInCode,
  type GuestRequest,
  RequestId,
  type RequestStatus,
} from '@visavis/shared';
import * as v from 'valibot';
import { wasHeld, windowOf } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import type { Vault } from '../encryption.ts';
import type { AppointmentRow } from '../proof.ts';
import { roomState } from '../room-window.ts';
import type { requests } from '../schema.ts';
import { type RequestState, statusOf } from './request-state.ts';
import { visitOf } from './visit.ts';

export type RequestRow = typeof requests.$inferSelect;

const place = (column: 'person_enc' | 'code_enc', id: string) => ({ table: 'requests', column, id });

export const sealPerson = (vault: Vault, id: string, person: BookingPerson): string =>
  vault.seal(JSON.stringify(person), place('person_enc', id));
export const sealRequestCode = (vault: Vault, id: string, code: DialInCode): string =>
  vault.seal(code, place('code_enc', id));

/** @throws {SealBroken} */
export function openPerson(vault: Vault, row: RequestRow): BookingPerson {
  const json: unknown = JSON.parse(vault.open(row.personEnc, place('person_enc', row.id)));
  return v.parse(BookingPerson, json);
}

/** Null once the request has come to nothing, or its appointment is over. @throws {SealBroken} */
export const openRequestCode = (vault: Vault, row: RequestRow): DialInCode | null =>
  row.codeEnc === null ? null : v.parse(DialInCode, vault.open(row.codeEnc, place('code_enc', row.id)));

/** Somebody still has to answer. */
export const isOpen = ({ phase }: Pick<RequestRow, 'phase'>): boolean =>
  phase === 'unconfirmed' || phase === 'requested' || phase === 'proposed';

export function stateOf(row: RequestRow): RequestState {
  const startsAtMs = row.startsAt.getTime();
  const wishedForMs = row.wishedFor.getTime();
  const expiresAtMs = row.expiresAt.getTime();
  switch (row.phase) {
    case 'unconfirmed':
    case 'requested':
      return { phase: row.phase, startsAtMs, expiresAtMs };
    case 'proposed':
      return { phase: row.phase, startsAtMs, wishedForMs, expiresAtMs };
    case 'confirmed':
    case 'declined':
    case 'expired':
    case 'cancelled':
      return { phase: row.phase, startsAtMs, wishedForMs };
    default:
      return row.phase satisfies never;
  }
}

/** The columns of a state, with the moment at which it came to nothing. */
export function columnsOf(state: RequestState, nowMs: number): Partial<typeof requests.$inferInsert> {
  const isOpen = 'expiresAtMs' in state;
  const isNothing = !isOpen && state.phase !== 'confirmed';
  return {
    phase: state.phase,
    startsAt: new Date(state.startsAtMs),
    wishedFor: new Date('wishedForMs' in state ? state.wishedForMs : state.startsAtMs),
    ...(isOpen ? { expiresAt: new Date(state.expiresAtMs) } : {}),
    ...(isNothing ? { codeEnc: null, endedAt: new Date(nowMs) } : {}),
  };
}

function statusNow(context: Context, row: RequestRow, appointment: AppointmentRow | null): RequestStatus {
  if (appointment === null) return statusOf(row.phase, null);
  return statusOf(row.phase, {
    isCancelled: appointment.status === 'cancelled',
    isOver: roomState(windowOf(appointment), context.clock.now()) === 'over',
    wasHeld: wasHeld(appointment),
    isMoved: appointment.movedFrom !== null,
  });
}

/** What both sides see. `appointment` is the one that the request became. */
function common(context: Context, row: RequestRow, appointment: AppointmentRow | null) {
  const startsAt = appointment?.startsAt ?? row.startsAt;
  return {
    id: v.parse(RequestId, row.id),
    status: statusNow(context, row, appointment),
    service: row.serviceId,
    startsAt: startsAt.toISOString(),
    wishedFor: row.wishedFor.getTime() === startsAt.getTime() ? null : row.wishedFor.toISOString(),
    durationMinutes: appointment?.durationMinutes ?? row.durationMinutes,
    mode: row.mode,
    place: appointment === null ? row.place : appointment.place,
    expiresAt: isOpen(row) ? row.expiresAt.toISOString() : null,
    language: row.language,
  };
}

export const guestView = (
  context: Context,
  row: RequestRow,
  appointment: AppointmentRow | null,
  advisor: string,
): GuestRequest => ({
  ...common(context, row, appointment),
  advisor,
  visit: visitOf(context, appointment, advisor),
  now: context.clock.now(),
});

/** @throws {SealBroken} */
export function advisorView(
  context: Context,
  row: RequestRow,
  appointment: AppointmentRow | null,
  unread: number,
): AdvisorRequest {
  return {
    ...common(context, row, appointment),
    createdAt: row.createdAt.toISOString(),
    person: openPerson(context.vault, row),
    appointment: row.appointmentId === null ? null : v.parse(AppointmentId, row.appointmentId),
    unread,
  };
}
