/** Tokens are read by our own hands: whatever the reference implementation refuses, they refuse, and for the same fault. */
import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { errors, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { JwtError, type JwtRules, openJwt } from '../../services/signalling/jwt.ts';

const nowS = 1_800_000_000;
const pair = generateKeyPairSync('ed25519');
const secret = createSecretKey(randomBytes(32));
const rules: JwtRules = {
  ...{ algorithm: 'Ed25519', type: 'visavis-test+jwt', issuers: ['https://one.test', 'https://two.test'] },
  ...{ audience: 'here', maxAgeMs: 60_000, clockToleranceMs: 10_000 },
};
const rulesOfSecret: JwtRules = { ...rules, algorithm: 'HS256' };
const claims = { iss: 'https://one.test', aud: 'here', iat: nowS - 5, exp: nowS + 55, jti: 'J' };

const signed = (changes: object = {}, header: object = {}, key: KeyObject = pair.privateKey, alg = 'Ed25519') =>
  new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg, typ: rules.type, kid: 'k', ...header }).sign(key);

type Answer = 'open' | 'invalid' | 'expired';

const ours = (token: string, key: KeyObject = pair.publicKey, by: JwtRules = rules): Promise<Answer> =>
  openJwt(token, async () => key, by, nowS * 1000).then(
    () => 'open',
    (error) => (error instanceof JwtError ? error.fault : Promise.reject(error)),
  );

/** What `jose` says of it under the same rules. */
const reference = (token: string): Promise<Answer> =>
  jwtVerify(token, pair.publicKey, {
    ...{ algorithms: ['Ed25519'], typ: rules.type, issuer: [...rules.issuers], audience: rules.audience },
    ...{ requiredClaims: ['iss', 'aud', 'iat', 'exp'], maxTokenAge: 60, clockTolerance: 10 },
    currentDate: new Date(nowS * 1000),
  }).then(
    () => 'open',
    (error) => (error instanceof errors.JWTExpired ? 'expired' : 'invalid'),
  );

const around = fc.integer({ min: -90, max: 90 }).map((seconds) => nowS + seconds);
const odd = fc.constantFrom(undefined, null, 'text', Number.NaN, {}, [], true);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: odd });
const anyClaims = fc.record({
  iss: rarely(fc.constantFrom('https://one.test', 'https://two.test')),
  aud: rarely(fc.constantFrom('here', 'here', 'here', 'there')),
  iat: rarely(around),
  exp: rarely(around),
  nbf: fc.oneof(fc.constant(undefined), rarely(around)),
});

/** As `JSON` leaves it: what is not there, and what is no number. */
const asJson = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value));

describe('a signed token', () => {
  it('is opened, refused or called expired as the reference implementation does, whatever it claims', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaims, async (changes) => {
        const payload = { ...asJson(changes) };
        const token = await new SignJWT(payload)
          .setProtectedHeader({ alg: 'Ed25519', typ: rules.type })
          .sign(pair.privateKey);
        expect(await ours(token)).toBe(await reference(token));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is opened for nobody once a character of it is another', async () => {
    const token = await signed();
    expect(await ours(token)).toBe('open');
    for (let at = 0; at < token.length; at++) {
      // The last character of a part has bits that say nothing.
      if (token[at] === '.' || token[at + 1] === '.' || at === token.length - 1) continue;
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(await ours(token.slice(0, at) + other + token.slice(at + 1))).toBe('invalid');
    }
  });

  it('is held to one algorithm, whatever its header or the key at hand would allow', async () => {
    const open = Buffer.from(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const confused = await signed({}, {}, createSecretKey(open), 'HS256');
    expect(await ours(confused)).toBe('invalid');
    expect(await ours(await signed({}, {}, pair.privateKey, 'EdDSA'))).toBe('invalid');
    expect(await ours(confused, createSecretKey(open))).toBe('invalid');
    expect(await ours(await signed(), secret)).toBe('invalid');
    const ours256 = await signed({}, {}, secret, 'HS256');
    expect(await ours(ours256, secret, rulesOfSecret)).toBe('open');
    expect(await ours(ours256, createSecretKey(randomBytes(32)), rulesOfSecret)).toBe('invalid');
    expect(await ours(ours256, pair.publicKey, rulesOfSecret)).toBe('invalid');
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await ours(await signed(), curve.publicKey)).toBe('invalid');
    expect(await ours(await signed(), pair.privateKey)).toBe('invalid');
  });

  it.each([
    ['of another type', { typ: 'JWT' }],
    ['without a type', { typ: undefined }],
    ['with extensions that have to be understood', { crit: ['b64'], b64: true }],
    ['with a key id that is no text', { kid: 7 as never }],
  ])('is refused %s', async (_name, header) => {
    expect(await ours(await signed({}, header))).toBe('invalid');
  });

  it.each(['', 'a', 'a.b', 'a.b.c.d', 'W10.W10.W10', 'bnVsbA.bnVsbA.bnVsbA', 'é.b.c', 'eyJ.eyJ.AA', ' a.b.c'])(
    'that is none is refused: %j',
    async (text) => {
      expect(await ours(text)).toBe('invalid');
    },
  );

  it('is checked whole, also when its header is one that was genuine before', async () => {
    const token = await signed();
    const [head = '', , tail = ''] = token.split('.');
    expect(await ours(token)).toBe('open');
    const forged = Buffer.from(JSON.stringify({ ...claims, jti: 'another' })).toString('base64url');
    expect(await ours(`${head}.${forged}.${tail}`)).toBe('invalid');
    expect(await ours(token, pair.publicKey, { ...rules, type: 'another+jwt' })).toBe('invalid');
    expect(await ours(token, generateKeyPairSync('ed25519').publicKey)).toBe('invalid');
    expect(await ours(token)).toBe('open');
  });

  it('passes on why a key cannot be had', async () => {
    const keyOf = () => Promise.reject(new TypeError('no keys'));
    await expect(openJwt(await signed(), keyOf, rules, nowS * 1000)).rejects.toThrow(TypeError);
  });
});
