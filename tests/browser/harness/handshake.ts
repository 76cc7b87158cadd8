/** A page that measures how long two handshakes take from the first key to the bound line, with nothing else on their way. */
import { type PeerId, type RoomId, toBase64url } from '@visavis/shared';
import { fingerprintOf } from '../../../clients/call/certificate-print.ts';
import { browserClock } from '../../../clients/call/clock.ts';
import { RunningHandshake } from '../../../clients/call/handshake-run.ts';
import type { Role } from '../../../clients/call/roles.ts';

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const other = { initiator: 'responder', responder: 'initiator' } as const;
const roles: readonly Role[] = ['initiator', 'responder'];

/** Every message takes a turn of the event loop, as it would from a socket. */
function turn(deed: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    deed();
  };
  port2.postMessage(0);
}

async function round(): Promise<number> {
  const certificate = await RTCPeerConnection.generateCertificate({
    name: 'ECDSA',
    namedCurve: 'P-256',
  } as EcKeyGenParams);
  const pid = toBase64url(randomBytes(8)) as PeerId;
  const room = toBase64url(randomBytes(16)) as RoomId;
  const sides: Partial<Record<Role, RunningHandshake>> = {};
  const from = performance.now();
  const all = roles.map(
    (role) =>
      new Promise<void>((resolve, reject) => {
        const them = () => sides[other[role]];
        sides[role] = new RunningHandshake(
          {
            ...{ role, room, pid, mode: 1, randomBytes, subtle: crypto.subtle, clock: browserClock },
            seats: { initiator: 'advisor', responder: 'guest' },
            fingerprint: fingerprintOf(certificate),
          },
          {
            say: (message) => turn(() => them()?.handleMessage(message)),
            sendBind: (tag) => turn(() => them()?.handleBind(tag)),
            certificates: () => [],
            expected: () => undefined,
            bound: () => resolve(),
            failed: (fault) => reject(new Error(fault)),
            refused: () => reject(new Error('refused')),
          },
        );
      }),
  );
  for (const role of roles) sides[role]?.handleLineOpen();
  await Promise.all(all);
  return performance.now() - from;
}

Object.assign(window, { handshakeBench: { round } });
