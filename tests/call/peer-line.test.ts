/** Whose certificates a connection shows: one for every transport, or none where the browser cannot tell. */
import { expect, it } from 'vitest';
import type { PeerEvents } from '../../clients/call/peer.ts';
import { peerLine } from '../../clients/call/peer-line.ts';

type Shown = ArrayBuffer[] | undefined;
const der = (byte: number) => new Uint8Array([byte]).buffer;

/** A connection whose transports show these; `undefined` is a browser without the method. */
function certificatesOf(media: Shown[], data: Shown): number[][] {
  const transport = (shown: Shown) => (shown ? { getRemoteCertificates: () => shown } : {});
  const pc = {
    addEventListener: () => undefined,
    createDataChannel: () => new EventTarget(),
    getTransceivers: () => media.map((shown) => ({ receiver: { transport: transport(shown) } })),
    sctp: { transport: transport(data) },
  };
  const line = peerLine(pc as unknown as RTCPeerConnection, {} as PeerEvents);
  return line.remoteCertificates().map((bytes) => [...bytes]);
}

it('shows the first certificate of every transport', () => {
  expect(certificatesOf([[der(1), der(9)], [der(2)]], [der(3)])).toEqual([[1], [2], [3]]);
});

it('shows none before there are any, and none where the browser has no way to tell', () => {
  expect(certificatesOf([[], []], [])).toEqual([]);
  expect(certificatesOf([undefined, undefined], undefined)).toEqual([]);
});

it('shows nobody’s certificate for a transport that has none beside one that has', () => {
  expect(certificatesOf([[der(1)], []], [der(1)])).toEqual([[1], [], [1]]);
});
