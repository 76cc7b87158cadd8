/** Whether pods can read the keys with which tickets are signed, and whether they believe their issuer. */
import * as v from 'valibot';
import { ask, jsonOf } from '../ask.ts';
import { broken, type Check, type Finding, ok } from '../check.ts';

const Keys = v.object({
  keys: v.array(v.looseObject({ kid: v.optional(v.string()), kty: v.string(), crv: v.optional(v.string()) })),
});

export interface KeySet {
  status: number;
  body: unknown;
  /** `iss` of tickets as the appointments service writes it. */
  issuer: string;
  /** Whom the pods believe; undefined when it cannot be seen from here. */
  accepted: readonly string[] | undefined;
}

/** The answer of the key address, judged. */
export function interpretJwks({ status, body, issuer, accepted }: KeySet): Finding {
  if (status !== 200)
    return broken(`the keys answer ${status}`, 'route /.well-known/jwks.json to the role appointments.');
  const read = v.safeParse(Keys, body);
  if (!read.success) return broken('this is no set of keys', 'route /.well-known/jwks.json to the role appointments.');
  const { keys } = read.output;
  if (keys.some((key) => 'd' in key)) {
    return broken('a private key is public', 'take this address off the network at once, and change DATA_KEY.');
  }
  const usable = keys.filter(({ kid, kty, crv }) => kid !== undefined && kty === 'OKP' && crv === 'Ed25519');
  if (usable.length === 0) return broken('no key for tickets', 'see the log of the role appointments.');
  if (accepted && !accepted.includes(issuer)) {
    return broken(
      'pods do not believe this issuer',
      'put ISSUER (or PUBLIC_URL) into TICKET_ISSUERS, letter by letter.',
    );
  }
  return ok(`${usable.length} keys for tickets`);
}

export const jwksCheck: Check = {
  name: 'jwks',
  remedy: 'see whether this machine reaches TICKET_JWKS_URL.',
  async run(context) {
    const { url, settings, organisations } = context;
    const answer = await ask(new URL(settings.TICKET_JWKS_URL ?? '/.well-known/jwks.json', url), context);
    const issuer = settings.ISSUER ?? settings.PUBLIC_URL?.replace(/\/+$/, '') ?? url.origin;
    // Of several organisations each has an issuer of its own, which is the matter of their line.
    const accepted = organisations.length > 0 ? undefined : settings.TICKET_ISSUERS;
    return interpretJwks({ status: answer.status, body: jsonOf(answer), issuer, accepted });
  },
};
