/** Descriptions, candidates and certificates of memory peers: shaped like a browser's, so that the SDP gate lets them pass. */
import type { PeerCandidate } from './peer.ts';

const certificates = new WeakMap<RTCCertificate, Uint8Array<ArrayBuffer>>();

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');

/** A stand-in for `RTCPeerConnection.generateCertificate`: random bytes with their true fingerprint. */
export async function memoryCertificate(): Promise<RTCCertificate> {
  const der = crypto.getRandomValues(new Uint8Array(120));
  const value = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', der)));
  const certificate: RTCCertificate = {
    expires: Number.MAX_SAFE_INTEGER,
    getFingerprints: () => [{ algorithm: 'sha-256', value }],
  };
  certificates.set(certificate, der);
  return certificate;
}

/** The bytes behind a {@link memoryCertificate}; empty for any other. */
export const memoryCertificateDer = (certificate: RTCCertificate): Uint8Array =>
  certificates.get(certificate) ?? new Uint8Array();

/** Who sent a description, and of which generation of ICE credentials it is. */
export interface MemoryAddress {
  peer: number;
  generation: number;
}

const ufrag = ({ peer, generation }: MemoryAddress): string => `m${peer}g${generation}`;

/** One offer or answer with sound, face, screen and data in one bundle. */
export function memorySdp(from: MemoryAddress, type: 'offer' | 'answer', fingerprint: string): string {
  const transport = [
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag(from)}`,
    `a=ice-pwd:${'memory'.repeat(4)}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
  ];
  const media = ['a=sendrecv', 'a=rtcp-mux'];
  return [
    'v=0',
    `o=- ${from.peer} ${from.generation} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1 2 3',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    ...transport,
    'a=mid:0',
    ...media,
    'a=rtpmap:111 opus/48000/2',
    ...[1, 2].flatMap((mid) => [
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      ...transport,
      `a=mid:${mid}`,
      ...media,
      'a=rtpmap:96 VP8/90000',
    ]),
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ...transport,
    'a=mid:3',
    'a=sctp-port:5000',
    '',
  ].join('\r\n');
}

/** Whose description this is; `undefined` when no memory peer made it. */
export function readMemorySdp(sdp: string): MemoryAddress | undefined {
  const match = /^o=- (\d+) (\d+) IN/m.exec(sdp);
  return match && /^a=ice-ufrag:m\d+g\d+/m.test(sdp)
    ? { peer: Number(match[1]), generation: Number(match[2]) }
    : undefined;
}

/** A host or relay candidate, or end-of-candidates. */
export function memoryCandidate(from: MemoryAddress, type: 'host' | 'relay' | 'end'): PeerCandidate {
  const related = type === 'relay' ? ' raddr 0.0.0.0 rport 0' : '';
  const line = `candidate:1 1 udp 2122260223 192.0.2.${from.peer % 250} 9 typ ${type}${related} ufrag ${ufrag(from)}`;
  return {
    kind: 'candidate',
    candidate: type === 'end' ? '' : line,
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: ufrag(from),
  };
}

/** Whether `candidate` leads to this peer in this generation. */
export const leadsTo = (candidate: PeerCandidate, address: MemoryAddress): boolean =>
  candidate.candidate.endsWith(` ufrag ${ufrag(address)}`);
