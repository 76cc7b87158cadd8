/** The parts of a call in a real browser. */
import type { CallParts } from './call-parts.ts';
import { ownCertificate } from './certificate.ts';
import { browserClock } from './clock.ts';
import { createSimplePeer } from './peer-simple.ts';
import { type Connect, connectWebSocket } from './signalling.ts';
import { browserWake } from './wake.ts';

/** An address without a scheme is one of the page's own origin. */
const connect: Connect = (entry, events, inCall) => {
  const url = new URL(entry.url, location.href);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  return connectWebSocket(browserClock)({ ...entry, url: url.href }, events, inCall);
};

/** Made once for each call. */
export const browserParts = (): CallParts => ({
  clock: browserClock,
  connect,
  createPeer: createSimplePeer,
  wake: browserWake,
  subtle: crypto.subtle,
  // Frame encryption announces itself here as soon as there is some.
  capabilities: { frames: 'none', screen: false },
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  jitter: Math.random,
  ownCertificate,
});
