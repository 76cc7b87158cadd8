/** Reads a token of the portal: its signed word that a member who is signed in there wishes to speak to somebody now. */
import { HandOverClaims } from '@visavis/shared';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as v from 'valibot';
import { type PortalSettings, portalAlgorithms, portalToleranceS } from './portal-config.ts';

/** From `iat` to `exp`, and from `iat` to now, seconds. */
const longestLifeS = 60;
/** How long its keys are believed; an unknown key is asked for at once, every half minute at most. */
const keysBelievedMs = 10 * 60_000;

/** Tokens for other purposes of the same issuer have types of their own (RFC 8725 §3.11). */
const types: readonly unknown[] = [undefined, 'JWT', 'handover+jwt', 'application/handover+jwt'];

/** `refused` is the token's fault, `unavailable` that of the keys. `kind` is for the log and says nothing of a person. */
export class PortalTokenRefused extends Error {
  readonly reason: 'refused' | 'unavailable';
  readonly kind: string;
  constructor(reason: 'refused' | 'unavailable', kind: string) {
    super(`portal token: ${kind}`);
    this.name = 'PortalTokenRefused';
    this.reason = reason;
    this.kind = kind;
  }
}

/** Answers what a token says, and until when (milliseconds since 1970) its `jti` must be remembered. @throws {PortalTokenRefused} */
export type ReadPortalToken = (token: string, nowMs: number) => Promise<{ claims: HandOverClaims; untilMs: number }>;

const faultsOfToken = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function refusalOf(error: unknown): PortalTokenRefused {
  if (error instanceof PortalTokenRefused) return error;
  const code = error instanceof errors.JOSEError ? error.code : 'keys-away';
  return new PortalTokenRefused(
    faultsOfToken.some((fault) => error instanceof fault) ? 'refused' : 'unavailable',
    code,
  );
}

/** `keys` are the portal's, from its address by default. */
export function createPortalReader(
  portal: PortalSettings,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(portal.jwksUrl), {
    timeoutDuration: 5_000,
    cacheMaxAge: keysBelievedMs,
  }),
): ReadPortalToken {
  return async (token, nowMs) => {
    const expected = {
      issuer: portal.issuer,
      audience: portal.audience,
      algorithms: [...portalAlgorithms],
      requiredClaims: ['iat', 'exp', 'jti'],
      maxTokenAge: longestLifeS,
      clockTolerance: portalToleranceS,
      currentDate: new Date(nowMs),
    };
    const { payload, protectedHeader } = await jwtVerify(token, keys, expected).catch((error: unknown) => {
      throw refusalOf(error);
    });
    if (!types.includes(protectedHeader.typ)) throw new PortalTokenRefused('refused', 'type');
    const claims = v.safeParse(HandOverClaims, payload);
    if (!claims.success) throw new PortalTokenRefused('refused', 'claims');
    const { iat, exp } = claims.output;
    if (exp - iat > longestLifeS) throw new PortalTokenRefused('refused', 'life');
    return { claims: claims.output, untilMs: (iat + longestLifeS + 2 * portalToleranceS) * 1000 };
  };
}
