/** Signed claims (RFC 7519) in compact form (RFC 7515 §7.1), checked at once: for one short text the way over another thread, as WebCrypto has it, costs more than the check. */
import { createHmac, KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';

/** What a token has to be; everything else is refused (RFC 8725). */
export interface JwtRules {
  algorithm: 'Ed25519' | 'HS256';
  type: string;
  issuers: readonly string[];
  audience: string;
  /** How old a token may be, whatever it says itself. */
  maxAgeMs: number;
  clockToleranceMs: number;
}

/** Why a token is refused. Its words are for the log of a developer, never for the other side. */
export class JwtError extends Error {
  readonly fault: 'invalid' | 'expired';

  constructor(fault: 'invalid' | 'expired', why: string) {
    super(why);
    this.fault = fault;
  }
}

/** A claim or header of another shape than `Record` stays unknown until somebody has looked at it. */
type Fields = Readonly<Record<string, unknown>>;
type Key = Awaited<ReturnType<JWTVerifyGetKey>>;

const bytesOf = { Ed25519: 64, HS256: 32 } as const;

const invalid = (why: string): JwtError => new JwtError('invalid', why);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only as it is written canonically: nobody spells the same bytes in two ways (RFC 4648 §3.5). */
function bytesIn(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  if (part === '' || bytes.toString('base64url') !== part) throw invalid('a part is no base64url');
  return bytes;
}

function fieldsOf(bytes: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (isFields(value)) return value;
  } catch {
    // Said below.
  }
  throw invalid('a part is no JSON object');
}

/** Headers of tokens that were genuine, by their text: an issuer writes the same one for each, so that there are as many as keys. */
const knownHeads = new Map<string, Fields>();
const mostHeads = 32;

function remember(head: string, header: Fields): void {
  if (knownHeads.has(head)) return;
  if (knownHeads.size >= mostHeads) knownHeads.clear();
  knownHeads.set(head, header);
}

function checkHeader({ alg, typ, kid, crit }: Fields, { algorithm, type }: JwtRules): void {
  if (alg !== algorithm) throw invalid('another algorithm');
  if (typ !== type) throw invalid('another type');
  if (kid !== undefined && typeof kid !== 'string') throw invalid('a key id that is no text');
  if (crit !== undefined) throw invalid('extensions that have to be understood');
}

const imported = new WeakMap<object, KeyObject>();

function keyObjectOf(key: Key): KeyObject {
  if (key instanceof KeyObject) return key;
  if (!(key instanceof CryptoKey)) throw invalid('a key of another kind');
  const known = imported.get(key) ?? KeyObject.from(key);
  imported.set(key, known);
  return known;
}

function isSigned(text: string, signature: Buffer, key: KeyObject, { algorithm }: JwtRules): boolean {
  if (signature.length !== bytesOf[algorithm]) return false;
  if (algorithm === 'HS256') {
    return key.type === 'secret' && timingSafeEqual(createHmac('sha256', key).update(text).digest(), signature);
  }
  const isOurs = key.type === 'public' && key.asymmetricKeyType === 'ed25519';
  return isOurs && verify(null, Buffer.from(text, 'latin1'), key, signature);
}

function secondsOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`no ${name}`);
  return value;
}

function checkClaims(claims: Fields, rules: JwtRules, nowMs: number): void {
  const [nowS, slackS] = [Math.floor(nowMs / 1000), rules.clockToleranceMs / 1000];
  if (typeof claims.iss !== 'string' || !rules.issuers.includes(claims.iss)) throw invalid('another issuer');
  if (claims.aud !== rules.audience) throw invalid('for somebody else');
  const [iat, exp] = [secondsOf(claims.iat, 'time of issue'), secondsOf(claims.exp, 'end')];
  if (claims.nbf !== undefined && secondsOf(claims.nbf, 'beginning') > nowS + slackS) throw invalid('not valid yet');
  if (exp <= nowS - slackS) throw new JwtError('expired', 'expired');
  if (nowS - iat - slackS > rules.maxAgeMs / 1000) throw new JwtError('expired', 'too old');
  if (iat > nowS + slackS) throw invalid('issued in the future');
}

/**
 * The claims of a token that keeps the rules and was signed with the key that `keyOf` answers. What is in them beyond issuer,
 * audience and times is the caller's to check.
 *
 * @throws {JwtError} and whatever `keyOf` rejects with
 */
export async function openJwt(token: string, keyOf: JWTVerifyGetKey, rules: JwtRules, now: number): Promise<Fields> {
  const [head = '', body = '', tail = '', ...more] = token.split('.', 4);
  if (more.length > 0) throw invalid('more than three parts');
  const header = knownHeads.get(head) ?? fieldsOf(bytesIn(head));
  checkHeader(header, rules);
  const key = await keyOf({ ...header, alg: rules.algorithm }, { protected: head, payload: body, signature: tail });
  const payload = bytesIn(body);
  if (!isSigned(`${head}.${body}`, bytesIn(tail), keyObjectOf(key), rules)) throw invalid('another signature');
  remember(head, header);
  const claims = fieldsOf(payload);
  checkClaims(claims, rules, now);
  return claims;
}
