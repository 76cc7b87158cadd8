/** One trial of one way through the network, with connections that exist for it alone. */
import type { IceServer } from '@visavis/shared';
import type { CheckParts } from './check.ts';
import type { Clock } from './clock.ts';

interface TrialLimits {
  gatherMs: number;
  roundTripMs: number;
}

/** Milliseconds until the relay gave an address, and of a round trip through it; `undefined` where it never came. */
export interface RelayTrial {
  allocatedMs: number | undefined;
  roundTripMs: number | undefined;
}

/** One connection that may use `servers` and, with `relay`, nothing else. */
export const configuration = (servers: IceServer[], iceTransportPolicy: RTCIceTransportPolicy): RTCConfiguration => ({
  iceServers: servers.map(({ urls, username = '', credential = '' }) => ({ urls, username, credential })),
  iceTransportPolicy,
});

/** `undefined` when `ms` have passed first. */
export function within<T>(ms: number, deed: Promise<T>, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(undefined));
    deed.then(resolve, reject).finally(cancel);
  });
}

/** Milliseconds until a STUN server answered over UDP, `undefined` when none did. */
export async function directWay(
  servers: IceServer[],
  { connect, clock }: CheckParts,
  limits: TrialLimits,
): Promise<number | undefined> {
  const pc = connect(configuration(servers, 'all'));
  const started = clock.now();
  try {
    const answered = reflexiveAddress(pc);
    pc.createDataChannel('check');
    await pc.setLocalDescription();
    return (await within(limits.gatherMs, answered, clock)) ? clock.now() - started : undefined;
  } finally {
    pc.close();
  }
}

// Without a network translator the outer address is the inner one, and browsers keep it to themselves: then the answer
// shows only in that gathering ends without the error of a silent server.
function reflexiveAddress(pc: RTCPeerConnection): Promise<boolean> {
  let isRefused = false;
  let hasAddress = false;
  return new Promise((resolve) => {
    pc.addEventListener('icecandidateerror', () => {
      isRefused = true;
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === 'srflx') resolve(true);
      else if (candidate?.type === 'host') hasAddress = true;
      else if (!candidate) resolve(hasAddress && !isRefused);
    });
  });
}

/** Two connections meet each other through the relay and nothing else. */
export async function relayWay(
  servers: IceServer[],
  { connect, clock }: CheckParts,
  limits: TrialLimits,
): Promise<RelayTrial> {
  const [a, b] = [connect(configuration(servers, 'relay')), connect(configuration(servers, 'relay'))];
  const started = clock.now();
  try {
    const allocated = relayAddress(a);
    const trip = roundTrip(a, b, clock);
    // A refusal ends the trip early; nobody may be left waiting for it.
    trip.catch(() => undefined);
    if (!(await within(limits.gatherMs, allocated, clock))) return { allocatedMs: undefined, roundTripMs: undefined };
    const allocatedMs = clock.now() - started;
    return { allocatedMs, roundTripMs: await within(limits.roundTripMs, trip, clock).catch(() => undefined) };
  } finally {
    a.close();
    b.close();
  }
}

function relayAddress(pc: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) =>
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === 'relay') resolve(true);
      else if (!candidate) resolve(false);
    }),
  );
}

/** Connects `a` to `b` and measures one message there and back, in milliseconds. */
async function roundTrip(a: RTCPeerConnection, b: RTCPeerConnection, clock: Clock): Promise<number> {
  const channel = a.createDataChannel('check');
  b.addEventListener('datachannel', ({ channel: other }) => {
    other.onmessage = ({ data }) => other.send(data);
  });
  const opened = new Promise<unknown>((resolve) => {
    channel.onopen = resolve;
  });
  await describe(a, b);
  await opened;
  const sent = clock.now();
  const returned = new Promise<unknown>((resolve) => {
    channel.onmessage = resolve;
  });
  channel.send('there and back');
  await returned;
  return clock.now() - sent;
}

/** Offer, answer and candidates of two connections of this page. */
export async function describe(a: RTCPeerConnection, b: RTCPeerConnection): Promise<void> {
  const described = new Promise<void>((resolve, reject) => {
    const exchange = async () => {
      await a.setLocalDescription();
      if (a.localDescription) await b.setRemoteDescription(a.localDescription);
      await b.setLocalDescription();
      if (b.localDescription) await a.setRemoteDescription(b.localDescription);
    };
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      from.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate) described.then(() => to.addIceCandidate(candidate)).catch(() => undefined);
      });
    }
    exchange().then(resolve, reject);
  });
  await described;
}
