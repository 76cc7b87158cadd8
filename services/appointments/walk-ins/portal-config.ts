/** What an operator sets about the insurer's portal, from which people come without an appointment. */
import { ConfigError, isLoopbackName, setting } from '@visavis/runtime';
import * as v from 'valibot';

/** Asymmetric ones alone (RFC 8725 §3.1): nobody else can make what the portal signs. */
export const portalAlgorithms: readonly string[] = [
  ...['Ed25519', 'EdDSA', 'ES256', 'ES384', 'ES512'],
  ...['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'],
];

/** By how much the portal's clock may be off, seconds. */
export const portalToleranceS = 5;

/** Plain HTTP only to this machine: whoever changes the keys on the way signs for the portal. */
function isKeyAddress(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname));
}

/** Keys of the portal; README.md explains each. */
export const portalKeys = {
  PORTAL_ISSUER: setting.optionalText(),
  PORTAL_JWKS_URL: v.optional(v.pipe(v.string(), v.check(isKeyAddress, 'expected https://…'))),
  PORTAL_AUDIENCE: setting.optionalText(),
};

/** By what to know a token of the portal. */
export interface PortalSettings {
  issuer: string;
  jwksUrl: string;
  audience: string;
}

/**
 * Null where nobody comes from a portal. The audience is `publicUrl` unless it is set.
 * @throws {ConfigError} when only one of issuer and keys is named
 */
export function portalFrom(
  config: v.InferOutput<v.ObjectSchema<typeof portalKeys, undefined>>,
  publicUrl: string,
): PortalSettings | null {
  const { PORTAL_ISSUER: issuer, PORTAL_JWKS_URL: jwksUrl, PORTAL_AUDIENCE: audience = publicUrl } = config;
  if (issuer === undefined && jwksUrl === undefined) return null;
  if (issuer === undefined) throw new ConfigError(['PORTAL_ISSUER: missing']);
  if (jwksUrl === undefined) throw new ConfigError(['PORTAL_JWKS_URL: missing']);
  return { issuer, jwksUrl, audience };
}
