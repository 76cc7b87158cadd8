/** Reads a logout token: the provider's word that a person signed out there (OpenID Connect Back-Channel Logout 1.0 §2.6). */
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as v from 'valibot';

const event = 'http://schemas.openid.net/event/backchannel-logout';

const LogoutClaims = v.pipe(
  v.object({
    jti: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
    iat: v.number(),
    events: v.object({ [event]: v.looseObject({}) }),
    sub: v.optional(v.pipe(v.string(), v.minLength(1))),
    sid: v.optional(v.pipe(v.string(), v.minLength(1))),
    // An ID token has one, and must not pass for a logout token.
    nonce: v.optional(v.never()),
  }),
  v.check(({ sub, sid }) => sub !== undefined || sid !== undefined, 'sub or sid'),
);

/** Whom to sign out, and by what to know the token again until `untilMs`. */
export interface Logout {
  sub: string | undefined;
  sid: string | undefined;
  jti: string;
  untilMs: number;
}

const oldestS = 600;
const toleranceS = 60;
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const types: readonly unknown[] = [undefined, 'JWT', 'logout+jwt', 'application/logout+jwt'];

/**
 * Signature, issuer, audience, age (10 minutes at most), event and person. Whether it is shown for the first time is the caller's to see.
 * @throws whatever is wrong with it
 */
export async function readLogoutToken(
  token: string,
  expected: { issuer: string; clientId: string; keys: JWTVerifyGetKey; nowMs: number },
): Promise<Logout> {
  const { payload, protectedHeader } = await jwtVerify(token, expected.keys, {
    issuer: expected.issuer,
    audience: expected.clientId,
    algorithms,
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: oldestS,
    clockTolerance: toleranceS,
    currentDate: new Date(expected.nowMs),
  });
  if (!types.includes(protectedHeader.typ)) throw new TypeError('not a logout token');
  const { sub, sid, jti, iat } = v.parse(LogoutClaims, payload);
  return { sub, sid, jti, untilMs: (iat + oldestS + 2 * toleranceS) * 1000 };
}
