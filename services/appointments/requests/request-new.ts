/** A request as it begins: its row with everything personal sealed, and the code that its guest gets. */
import { randomBytes } from 'node:crypto';
import type { BookingRequest, DialInCode, ServiceOffer } from '@visavis/shared';
import type { Advisor, Context } from '../context.ts';
import { newDialInCode } from '../dial-in-code.ts';
import { type RequestRow, sealPerson, sealRequestCode } from './request-row.ts';
import { expiryOf } from './request-state.ts';
import { unconfirmedMs } from './suspicion.ts';
import { wishMarks } from './wish-repeat.ts';

export interface Wish extends BookingRequest {
  /** The mail's link has to confirm it first. */
  isSuspicious: boolean;
}

/** Not written yet, and nothing is held for it. */
export function newRequest(
  context: Context,
  service: ServiceOffer,
  advisor: Advisor,
  wish: Wish,
): { row: RequestRow; code: DialInCode } {
  const id = randomBytes(16).toString('base64url');
  const now = context.clock.now();
  const code = newDialInCode();
  const digest = context.codes.digest(id, code);
  const startsAt = new Date(wish.startsAt);
  const termMs = wish.isSuspicious ? unconfirmedMs : context.settings.requestTermMs;
  const row: RequestRow = {
    id,
    serviceId: service.id,
    advisorId: advisor.id,
    phase: wish.isSuspicious ? 'unconfirmed' : 'requested',
    startsAt,
    wishedFor: startsAt,
    expiresAt: new Date(expiryOf(startsAt.getTime(), now, termMs)),
    takenFrom: null,
    takenTo: null,
    durationMinutes: service.durationMinutes,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    mode: service.mode,
    place: service.place ?? null,
    language: wish.language,
    personEnc: sealPerson(context.vault, id, wish.person),
    codeHmac: digest.hmac,
    codePepper: digest.pepper,
    codeEnc: sealRequestCode(context.vault, id, code),
    consentVersion: wish.consent.version,
    consentAt: new Date(now),
    ...wishMarks(wish),
    isCodeByMailAlone: wish.isSuspicious,
    appointmentId: null,
    createdAt: new Date(now),
    endedAt: null,
  };
  return { row, code };
}
