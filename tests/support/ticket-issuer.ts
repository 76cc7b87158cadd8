/** An issuer of tickets for pods that are real processes: its public keys behind HTTP, as the appointments service has them. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Seat, ticketAlgorithm, ticketAudience, ticketType } from '@visavis/shared';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Who a ticket is for. */
export interface TicketHolder {
  /** Base64url of 16 bytes. */
  room: string;
  seat: Seat;
  incarnation: string;
  device: string;
}

export interface TicketIssuer {
  /** What pods get as `TICKET_JWKS_URL` and `TICKET_ISSUERS`. */
  env: { TICKET_JWKS_URL: string; TICKET_ISSUERS: string };
  /** A ticket of 60 s, for a room that ends in two hours. */
  ticket(holder: TicketHolder, changes?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

const issuer = 'https://appointments.visavis.test';

/** So many random bytes as base64url. */
export const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A page load at a device of its own. */
export const newHolder = (seat: Seat, room: string = randomText(16)): TicketHolder => ({
  ...{ room, seat, incarnation: randomText(16), device: randomText(32) },
});

/** The last part of a room's WebSocket address (ARCHITECTURE.md "How it runs large"): what load balancers hash on. */
export const affinityOf = (room: string): string =>
  createHash('sha256').update(`visavis/affinity${room}`).digest('hex').slice(0, 8);

/** Serves its keys on a free port until closed. */
export async function startTicketIssuer(): Promise<TicketIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(ticketAlgorithm, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const keys = JSON.stringify({ keys: [{ ...jwk, kid, alg: ticketAlgorithm, use: 'sig' }] });
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(keys),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    env: { TICKET_JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json`, TICKET_ISSUERS: issuer },
    ticket(holder, changes = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({
        ...{ iss: issuer, aud: ticketAudience, jti: randomText(16), iat: now, exp: now + 60, until: now + 7200 },
        ...{ sealed: true, relayOnly: false, ...holder, ...changes },
      })
        .setProtectedHeader({ alg: ticketAlgorithm, typ: ticketType, kid })
        .sign(privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
