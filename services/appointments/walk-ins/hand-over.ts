/** Takes somebody over from the portal: its token is good once, and their page gets a secret of its own instead. */
import { incidentCode } from '@visavis/runtime';
import { type HandedOver, type HandOverClaims, VisavisError } from '@visavis/shared';
import { offeredService } from '../offers/find-slots.ts';
import { walkIns } from '../schema-walk-ins.ts';
import { isFirstUse } from '../used-once.ts';
import { PortalTokenRefused, type ReadPortalToken } from './portal-token.ts';
import { type WalkInParts, walkInChanged } from './walk-in-deeds.ts';
import { newWalkInId, newWalkInSecret, sealOf, secretDigest } from './walk-in-row.ts';

/** One refusal for every fault of a token, so that nobody learns which; the log knows by the incident. */
function refusalOf({ context, metrics }: WalkInParts, error: unknown): unknown {
  if (!(error instanceof PortalTokenRefused)) return error;
  const incident = incidentCode();
  metrics.became('refused');
  context.log.warn('hand-over refused', { incident, kind: error.kind });
  if (error.reason === 'unavailable') {
    return new VisavisError('unavailable', "the portal's keys cannot be read", { incident });
  }
  return new VisavisError('not-admitted', 'not a good token of the portal', { incident });
}

/** The row, and the link that opens it; the secret in it is kept nowhere else. */
function rowOf({ context }: WalkInParts, claims: HandOverClaims) {
  const id = newWalkInId();
  const secret = newWalkInSecret();
  const at = new Date(context.clock.now());
  const row: typeof walkIns.$inferInsert = {
    id,
    serviceId: claims.purpose,
    language: /^en(-|$)/i.test(claims.locale ?? '') ? 'en' : 'de',
    phase: 'waiting',
    nameEnc: sealOf(context.vault, id, 'name_enc', claims.name),
    insuranceEnc: sealOf(context.vault, id, 'insurance_enc', claims.insurance_number),
    secretSha256: secretDigest(secret),
    ...{ joinedAt: at, seenAt: at, changedAt: at },
  };
  return { row, walkIn: id, link: `${context.settings.publicUrl}/wait#${id}.${secret}` };
}

/**
 * Answers `POST /api/v1/handover`: the person is in the queue of the service that `purpose` names.
 * @throws {VisavisError} `not-admitted` for a token that is not good, or not new; `not-found` for a service that is not on offer
 * by video; `unavailable` while the portal's keys cannot be read
 */
export async function handOver(parts: WalkInParts, read: ReadPortalToken, token: string): Promise<HandedOver> {
  const { context } = parts;
  try {
    const { claims, untilMs } = await read(token, context.clock.now());
    const { row, link, walkIn } = rowOf(parts, claims);
    await context.db.transaction(async (tx) => {
      if (!(await isFirstUse(tx, 'portal-jti', claims.jti, untilMs))) throw new PortalTokenRefused('refused', 'used');
      const service = await offeredService(tx, claims.purpose);
      if (service.mode !== 'video') throw new VisavisError('not-found', 'no such service by video');
      await tx.insert(walkIns).values(row);
    });
    walkInChanged(parts, 'waiting');
    return { url: link, walkIn };
  } catch (error) {
    throw refusalOf(parts, error);
  }
}
