/** Whether the keys with which the insurer's portal signs its hand-overs can be read here, and whether its clock is right. */
import { createPublicKey } from 'node:crypto';
import { portalAlgorithms, portalToleranceS } from '@visavis/appointments/portal-config.ts';
import * as v from 'valibot';
import { type Answer, ask, jsonOf } from '../ask.ts';
import { certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, warning, worst } from '../check.ts';

const optionalText = v.optional(v.string());
const Key = v.looseObject({ kty: v.string(), kid: optionalText, use: optionalText, alg: optionalText });
const Keys = v.looseObject({ keys: v.array(Key) });
type Key = v.InferOutput<typeof Key>;

const curves: readonly unknown[] = ['prime256v1', 'secp384r1', 'secp521r1'];
/** Shorter ones are refused (RFC 7518 §3.3). */
const leastRsaBits = 2_048;
const warnMs = 2_000;

/** What the portal answered. */
export interface PortalFacts {
  /** `PORTAL_JWKS_URL`. */
  keysUrl: string;
  status: number;
  body: unknown;
  /** How far its clock is ahead of this machine's; undefined when it did not tell the time itself. */
  offsetMs: number | undefined;
}

/** A token can be signed with it as the service accepts it. */
function isUsable({ use = 'sig', alg, ...key }: Key): boolean {
  if (use !== 'sig' || (alg !== undefined && !portalAlgorithms.includes(alg)) || key.kty === 'oct') return false;
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPublicKey({ key, format: 'jwk' });
    if (type === 'rsa') return (details?.modulusLength ?? 0) >= leastRsaBits;
    return type === 'ed25519' || (type === 'ec' && curves.includes(details?.namedCurve));
  } catch {
    return false;
  }
}

/** The keys and the clock of one portal, judged. */
export function interpretPortal({ keysUrl, status, body, offsetMs = 0 }: PortalFacts): Finding {
  const { host } = new URL(keysUrl);
  const wrongPlace = 'correct PORTAL_JWKS_URL: the keys of the portal are not there.';
  if (status !== 200) return broken(`${host} answers ${status} instead of its keys`, wrongPlace);
  const read = v.safeParse(Keys, body);
  if (!read.success) return broken(`${host} shows no set of keys`, wrongPlace);
  const { keys } = read.output;
  if (keys.some((key) => 'd' in key)) {
    return broken(`${host} shows a private key`, 'tell those who run the portal at once, and take PORTAL_ISSUER out.');
  }
  const usable = keys.filter(isUsable);
  if (usable.length === 0) {
    return broken(`${host} shows no key for hand-overs`, 'let the portal sign with Ed25519, EC or RSA of 2,048 bits.');
  }
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  const clock = `the clock of ${host} is ${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} this machine`;
  const fix = `let both follow a time service: beyond ${portalToleranceS} s nobody gets in from the portal.`;
  if (Math.abs(offsetMs) > portalToleranceS * 1_000) return broken(clock, fix);
  if (usable.length > 1 && usable.some(({ kid }) => kid === undefined)) {
    return warning(
      `${host} shows keys that cannot be told apart`,
      'let the portal name each key (kid) and its tokens.',
    );
  }
  if (Math.abs(offsetMs) > warnMs) return warning(clock, fix);
  return ok(`${host} shows ${usable.length} keys for hand-overs`);
}

/** `Date` has whole seconds, half of one early on average. What somebody kept on the way tells nothing of the clock. */
function offsetOf({ headers, atMs }: Answer): number | undefined {
  const toldMs = Date.parse(headers.date ?? '');
  return Number.isNaN(toldMs) || headers.age !== undefined ? undefined : toldMs + 500 - atMs;
}

async function find(keysUrl: string, context: Context): Promise<Finding> {
  const answer = await ask(new URL(keysUrl), context).catch(codeOf);
  if (answer !== undefined && typeof answer !== 'string') {
    return interpretPortal({ keysUrl, status: answer.status, body: jsonOf(answer), offsetMs: offsetOf(answer) });
  }
  const { host } = new URL(keysUrl);
  const known = certificateFault(answer);
  if (known) return broken(`${host}: ${known.says}`, known.fix);
  return broken(`${host} is not reached (${answer ?? 'no answer'})`, portalCheck.remedy);
}

export const portalCheck: Check = {
  name: 'portal',
  remedy: 'see whether this machine reaches PORTAL_JWKS_URL; until it does nobody comes in from the portal.',
  async run(context) {
    const all = [context.settings, ...context.organisations.map(({ config }) => config)];
    const addresses = new Set(all.flatMap(({ PORTAL_JWKS_URL: keys }) => (keys === undefined ? [] : [keys])));
    const found = [...addresses].map((keys) => find(keys, context));
    return worst(await Promise.all(found), 'PORTAL_JWKS_URL is not set: nobody comes from a portal');
  },
};
