/** Whether the OpenID providers that advisors sign in with say of themselves what the service needs (OpenID Connect Discovery 1.0). */
import * as v from 'valibot';
import { ask, jsonOf } from '../ask.ts';
import { certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, warning, worst } from '../check.ts';

const text = v.string();
const Discovery = v.looseObject({
  issuer: text,
  authorization_endpoint: text,
  token_endpoint: text,
  jwks_uri: text,
  code_challenge_methods_supported: v.optional(v.array(text)),
});
const Keys = v.looseObject({ keys: v.pipe(v.array(v.looseObject({ kty: text })), v.minLength(1)) });

/** What one provider answered. */
export interface ProviderFacts {
  /** `OIDC_ISSUER`. */
  issuer: string;
  status: number;
  body: unknown;
  /** What lies at its `jwks_uri`; undefined when it was not reached. */
  keys: unknown;
}

/** Where a provider describes itself (§4): behind the issuer, whose path may be part of it. */
export const discoveryOf = (issuer: string): URL =>
  new URL(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`);

/** A provider's words about itself, judged. */
export function interpretProvider({ issuer, status, body, keys }: ProviderFacts): Finding {
  const { host } = new URL(issuer);
  if (status !== 200) {
    return broken(`${host} answers ${status} instead of its description`, 'correct OIDC_ISSUER: no provider is there.');
  }
  const read = v.safeParse(Discovery, body);
  if (!read.success) return broken(`${host} is no OpenID provider`, 'correct OIDC_ISSUER: it is not its address.');
  const { issuer: named, code_challenge_methods_supported: challenges } = read.output;
  if (named !== issuer) {
    return broken(`${host} calls itself otherwise`, `set OIDC_ISSUER to ${named}, letter by letter.`);
  }
  if (!v.is(Keys, keys)) {
    return broken(`${host} shows no keys`, 'see whether this machine reaches the address in its jwks_uri.');
  }
  if (challenges && !challenges.includes('S256')) {
    return warning(
      `${host} does not say that it knows PKCE with S256`,
      'switch it on at the provider for this client.',
    );
  }
  return ok(`${host} describes itself and shows its keys`);
}

function unreached(issuer: string, code: string | undefined): Finding {
  const known = certificateFault(code);
  const { host } = new URL(issuer);
  if (known) return broken(`${host}: ${known.says}`, known.fix);
  return broken(`${host} is not reached (${code ?? 'no answer'})`, signInCheck.remedy);
}

async function find(issuer: string, context: Context): Promise<Finding> {
  const answer = await ask(discoveryOf(issuer), context).catch(codeOf);
  if (answer === undefined || typeof answer === 'string') return unreached(issuer, answer);
  const body = jsonOf(answer);
  const at = v.is(Discovery, body) && URL.canParse(body.jwks_uri) ? new URL(body.jwks_uri) : undefined;
  const keys = at && (await ask(at, context).then(jsonOf, () => undefined));
  return interpretProvider({ issuer, status: answer.status, body, keys });
}

export const signInCheck: Check = {
  name: 'sign in',
  remedy: 'see whether this machine reaches OIDC_ISSUER; until it does nobody signs in.',
  async run(context) {
    const all = [context.settings, ...context.organisations.map(({ config }) => config)];
    const issuers = new Set(all.flatMap(({ OIDC_ISSUER: issuer }) => (issuer === undefined ? [] : [issuer])));
    const found = [...issuers].map((issuer) => find(issuer, context));
    return worst(await Promise.all(found), 'OIDC_ISSUER is not set: advisors sign in by a link on the console');
  },
};
