/** The organisation's OpenID provider: asked when it is needed, so that one that is away never keeps the service from starting. */
import type { Clock } from '@visavis/runtime';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import type { OidcSettings } from '../settings.ts';
import { type Claims, claimAt } from './claims.ts';
import { failureOf } from './failure.ts';

/** What must be remembered between leaving for the provider and coming back. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Provider {
  /** Where to send the browser: code flow with PKCE (RFC 7636), state and nonce. @throws {SignInFailed} */
  begin(): Promise<{ url: string; begun: Begun }>;
  /** Trades the code in `answerUrl` for what the provider says of the person. @throws {SignInFailed} */
  finish(answerUrl: URL, begun: Begun): Promise<{ claims: Claims; sub: string; idToken: string }>;
  /** Where the browser goes to sign out there as well (RP-Initiated Logout 1.0); null when the provider knows no such place. */
  endUrl(idToken: string): Promise<string | null>;
  /** By which name and keys to know its logout tokens. @throws {SignInFailed} `unavailable` */
  identity(): Promise<{ issuer: string; keys: JWTVerifyGetKey }>;
}

/** Seconds to wait for any answer of the provider. */
const timeoutS = 5;
/** How long what the provider says of itself is believed. */
const believedMs = 3_600_000;
/** Seconds by which its clock may be off. */
const toleranceS = 30;

interface Known {
  config: oidc.Configuration;
  keys: JWTVerifyGetKey;
  untilMs: number;
}

/** Basic is what a provider must know (OpenID Connect Core §9) unless it says that it does not. */
function authentication(settings: OidcSettings, server: oidc.ServerMetadata): oidc.ClientAuth {
  if (settings.clientSecret === null) return oidc.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const make = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
  return make(settings.clientSecret);
}

async function discover(settings: OidcSettings): Promise<Omit<Known, 'untilMs'>> {
  const issuer = new URL(settings.issuer);
  const isPlain = issuer.protocol === 'http:';
  const execute = isPlain ? [oidc.allowInsecureRequests] : [];
  const found = await oidc.discovery(issuer, settings.clientId, undefined, oidc.None(), { timeout: timeoutS, execute });
  const server = found.serverMetadata();
  const metadata = { [oidc.clockTolerance]: toleranceS };
  const config = new oidc.Configuration(server, settings.clientId, metadata, authentication(settings, server));
  if (isPlain) oidc.allowInsecureRequests(config);
  config.timeout = timeoutS;
  // The signature too, although the token comes straight from the provider: two locks cost one key fetch an hour.
  oidc.enableNonRepudiationChecks(config);
  if (server.jwks_uri === undefined) throw new TypeError('a provider without keys');
  return { config, keys: createRemoteJWKSet(new URL(server.jwks_uri), { timeoutDuration: timeoutS * 1000 }) };
}

/** Some providers tell roles only when asked again (OpenID Connect Core §5.3). */
async function withUserInfo(
  config: oidc.Configuration,
  claims: Claims,
  sub: string,
  accessToken: string,
  role: string,
) {
  if (claimAt(claims, role) !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims;
  return { ...(await oidc.fetchUserInfo(config, accessToken, sub)), ...claims };
}

/** `publicUrl` is where the pages are: the provider must know `<publicUrl>/api/v1/session/oidc/callback` and `<publicUrl>/`. */
export function createProvider(settings: OidcSettings, publicUrl: string, clock: Clock): Provider {
  let known: Promise<Known> | undefined;
  const know = async (): Promise<Known> => {
    const current = await known?.catch(() => undefined);
    if (current !== undefined && current.untilMs > clock.now()) return current;
    known = discover(settings).then((found) => ({ ...found, untilMs: clock.now() + believedMs }));
    return known;
  };
  const told = <A>(work: Promise<A>): Promise<A> =>
    work.catch((error: unknown) => {
      throw failureOf(error);
    });
  return {
    begin: () => told(begin(know, settings, publicUrl)),
    finish: (answerUrl, begun) => told(finish(know, settings, answerUrl, begun)),
    async endUrl(idToken) {
      const { config } = await told(know());
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const wish = { id_token_hint: idToken, post_logout_redirect_uri: `${publicUrl}/` };
      return oidc.buildEndSessionUrl(config, wish).href;
    },
    async identity() {
      const { config, keys } = await told(know());
      return { issuer: config.serverMetadata().issuer, keys };
    },
  };
}

async function begin(know: () => Promise<Known>, settings: OidcSettings, publicUrl: string) {
  const { config } = await know();
  const begun = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${publicUrl}/api/v1/session/oidc/callback`,
    scope: settings.scopes,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, begun };
}

async function finish(know: () => Promise<Known>, settings: OidcSettings, answerUrl: URL, begun: Begun) {
  const { config } = await know();
  const tokens = await oidc.authorizationCodeGrant(config, answerUrl, {
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const { id_token: idToken } = tokens;
  if (claims === undefined || idToken === undefined) throw new Error('no ID token');
  const whole = await withUserInfo(config, claims, claims.sub, tokens.access_token, settings.roleClaim);
  return { claims: whole, sub: claims.sub, idToken };
}
