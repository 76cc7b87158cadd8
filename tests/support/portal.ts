/** An insurer's portal for tests: signs hand-overs, shows its key, and has a page whose button opens ours in a window of its own. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TestPortal {
  /** Also the `iss` of its tokens; its page is at `/`. */
  issuer: string;
  jwksUrl: string;
  /** Whose word its tokens carry, from now on. */
  person: { name: string; insurance_number: string; purpose: string; locale: string };
  /** For whom its page signs: the service's public address. */
  audience: string;
  /** A token, good from `nowMs` on for 60 seconds unless `claims` say otherwise. */
  sign(
    nowMs: number,
    claims?: JWTPayload,
    own?: { key?: CryptoKey; header?: Record<string, unknown> },
  ): Promise<string>;
  /** Its key is asked for, and nobody answers. */
  hideKeys(isHidden: boolean): void;
  close(): Promise<void>;
}

const page = (action: string, token: string) =>
  `<!doctype html><html lang="de"><meta charset="utf-8"><title>Meine Kasse</title>
<h1>Meine Kasse</h1><form method="post" action="${action}" target="_blank"><input type="hidden" name="token" value="${token}">
<button>Jetzt beraten lassen</button></form></html>`;

/** Begins to listen on a port of its own. */
export async function startPortal(audience: string): Promise<TestPortal> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'portal', alg: 'ES256', use: 'sig' };
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  let areHidden = false;
  const portal: TestPortal = {
    issuer,
    jwksUrl: `${issuer}/jwks.json`,
    person: { name: 'Wilhelmine Ostermann', insurance_number: 'A123456780', purpose: 'beratung', locale: 'de-DE' },
    audience,
    sign(nowMs, claims = {}, { key = pair.privateKey, header = {} } = {}) {
      const iat = Math.floor(nowMs / 1000);
      const usual = { ...portal.person, iss: issuer, aud: portal.audience, iat, exp: iat + 60, jti: randomUUID() };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'portal', ...header })
        .sign(key);
    },
    hideKeys(hidden) {
      areHidden = hidden;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  server.on('request', async (request, response) => {
    if (request.url === '/jwks.json') {
      response.writeHead(areHidden ? 503 : 200, { 'content-type': 'application/json' });
      response.end(areHidden ? '' : JSON.stringify({ keys: [jwk] }));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(page(`${portal.audience}/api/v1/handover`, await portal.sign(Date.now())));
  });
  return portal;
}
