/** The parts of a call in a real browser. */
import type { CallParts } from './call-parts.ts';
import { causesLater } from './cause-later.ts';
import { ownCertificate } from './certificate.ts';
import { browserClock } from './clock.ts';
import { framesSupport } from './frames-support.ts';
import { pairLater } from './pair-later.ts';
import { peerLater } from './peer-later.ts';
import { reportLater } from './report-later.ts';
import { canShowScreen } from './screen-support.ts';
import { type Connect, connectWebSocket } from './signalling.ts';
import { browserWake } from './wake.ts';

/** Peer, seal, handshake and all: nobody needs them before the other person is there. */
const later = peerLater(async () => (await import('./peer-simple.ts')).createSimplePeer);
const pairs = pairLater(async () => (await import('./pair-browser.ts')).createBrowserPair);
/** Long enough for the waiting room to stand, short enough to be done when the other person comes. */
const warmAfterMs = 3_000;

/** An address without a scheme is one of the page's own origin. */
const connect: Connect = (entry, events, inCall) => {
  const url = new URL(entry.url, location.href);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  return connectWebSocket(browserClock)({ ...entry, url: url.href }, events, inCall);
};

/** Made once for each call; the code of a line is loaded `afterMs` milliseconds later, or as soon as it is needed. */
export function browserParts(afterMs: number = warmAfterMs): CallParts {
  browserClock.after(afterMs, () => {
    pairs.warm();
    later.warm();
    void import('./files/file-leftovers.ts').then(({ eraseLeftovers }) => eraseLeftovers(navigator)).catch(() => {});
  });
  return parts;
}

const parts: CallParts = {
  clock: browserClock,
  connect,
  createPeer: later.createPeer,
  createOpposite: pairs.createOpposite,
  wake: browserWake,
  subtle: crypto.subtle,
  capabilities: { frames: framesSupport(globalThis), screen: canShowScreen() },
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  jitter: Math.random,
  report: reportLater(async () => (await import('./report.ts')).createReporter),
  causes: causesLater(async () => (await import('./cause-watch.ts')).watchForCauses),
  ownCertificate,
};
