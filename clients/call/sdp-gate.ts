/** The gate in front of every description of the other side: one transport, one certificate, nothing we did not ask for. */
import { limits } from '@visavis/shared';
import { isAddress, isCandidateAllowed } from './candidate-gate.ts';
import { attributeValues, parseSdp, type Sdp, type SdpSection } from './sdp-lines.ts';

/** Why a description was refused: a closed list, safe to count and to log. */
export type GateRefusal =
  | 'too-large'
  | 'malformed'
  | 'sections'
  | 'protocol'
  | 'mid'
  | 'bundle'
  | 'fingerprint'
  | 'fingerprint-changed'
  | 'setup'
  | 'rtcp-mux'
  | 'keys'
  | 'codec'
  | 'address';

export interface GateOptions {
  type: 'offer' | 'answer';
  /** 64 lower-case hex digits: what the handshake, or the first description of this peer, named. */
  expectedFingerprint: string | undefined;
}

export type GateResult = { ok: true; fingerprint: string } | { ok: false; reason: GateRefusal };

const most: Record<string, number> = { audio: 1, video: 2, application: 1 };
const forbidden = new Set(['crypto', 'identity', 'key-mgmt', 'remote-candidates']);

/**
 * PROTOCOL §2 "SDP gate" (RFC 8829, 8842, 9143). Pure; the same before every remote description and behind every local
 * one. `fingerprint` is the certificate's SHA-256 as 64 lower-case hex digits.
 */
export function checkSdp(text: string, options: GateOptions): GateResult {
  if (text.length > limits.sdpMaxBytes) return refuse('too-large');
  const sdp = parseSdp(text);
  if (sdp === undefined) return refuse('malformed');
  const reason =
    sectionsProblem(sdp) ??
    keysProblem(sdp) ??
    bundleProblem(sdp) ??
    setupProblem(sdp, options.type) ??
    codecProblem(sdp) ??
    addressProblem(sdp);
  if (reason !== undefined) return refuse(reason);
  const fingerprint = onlyFingerprint(sdp);
  if (fingerprint === undefined) return refuse('fingerprint');
  if (options.expectedFingerprint !== undefined && options.expectedFingerprint !== fingerprint) {
    return refuse('fingerprint-changed');
  }
  return { ok: true, fingerprint };
}

const refuse = (reason: GateRefusal): GateResult => ({ ok: false, reason });
const everywhere = (sdp: Sdp): SdpSection[] => [sdp.session, ...sdp.sections];
const isRtp = (section: SdpSection) => section.media?.kind !== 'application';

function sectionsProblem({ sections }: Sdp): GateRefusal | undefined {
  if (sections.length === 0) return 'sections';
  const seen: Record<string, number> = {};
  for (const { media } of sections) {
    if (media === undefined) return 'sections';
    const count = (seen[media.kind] ?? 0) + 1;
    seen[media.kind] = count;
    if (count > (most[media.kind] ?? 0)) return 'sections';
    if (media.kind === 'application') {
      if (media.protocol !== 'UDP/DTLS/SCTP' || media.formats.join() !== 'webrtc-datachannel') return 'protocol';
    } else if (media.protocol !== 'UDP/TLS/RTP/SAVPF') return 'protocol';
  }
  return undefined;
}

function keysProblem(sdp: Sdp): GateRefusal | undefined {
  const named = everywhere(sdp).flatMap((section) => section.attributes);
  return named.some(({ name }) => forbidden.has(name)) ? 'keys' : undefined;
}

/** One group, at the session, with every mid once: so that there is one transport and one certificate to look at. */
function bundleProblem(sdp: Sdp): GateRefusal | undefined {
  const mids = sdp.sections.map((section) => attributeValues(section, 'mid'));
  const flat = mids.flat();
  if (mids.some((values) => values.length !== 1) || new Set(flat).size !== flat.length) return 'mid';
  if (attributeValues(sdp.session, 'mid').length > 0 || flat.some((mid) => !/^[A-Za-z0-9_-]{1,16}$/.test(mid))) {
    return 'mid';
  }
  if (sdp.sections.some((section) => attributeValues(section, 'group').length > 0)) return 'bundle';
  const groups = attributeValues(sdp.session, 'group');
  const members = groups.length === 1 ? (groups[0] ?? '').split(' ') : [];
  if (members.shift() !== 'BUNDLE' || members.length !== flat.length) return 'bundle';
  return flat.every((mid) => members.includes(mid)) ? undefined : 'bundle';
}

function setupProblem(sdp: Sdp, type: 'offer' | 'answer'): GateRefusal | undefined {
  const allowed = type === 'offer' ? ['actpass'] : ['active', 'passive'];
  const values = everywhere(sdp).map((section) => attributeValues(section, 'setup'));
  if (values.some((list) => list.length > 1)) return 'setup';
  const [session = [], ...sections] = values;
  if (session.length === 0 && sections.some((list) => list.length === 0)) return 'setup';
  const distinct = new Set(values.flat());
  if (distinct.size !== 1 || ![...distinct].every((value) => allowed.includes(value))) return 'setup';
  const muxed = (section: SdpSection) => attributeValues(section, 'rtcp-mux').length === 1;
  return sdp.sections.every((section) => !isRtp(section) || muxed(section)) ? undefined : 'rtcp-mux';
}

/** VP8 first: the picture that the frame encryption was measured with. A payload type must have one meaning. */
function codecProblem({ sections }: Sdp): GateRefusal | undefined {
  for (const section of sections) {
    const maps = attributeValues(section, 'rtpmap').map((value) => value.split(' '));
    const types = maps.map(([type]) => type);
    if (maps.some((map) => map.length !== 2) || new Set(types).size !== types.length) return 'codec';
    if (section.media?.kind !== 'video') continue;
    const first = maps.find(([type]) => type === section.media?.formats[0]);
    if (first?.[1]?.toUpperCase() !== 'VP8/90000') return 'codec';
  }
  return undefined;
}

const connectionAddress = /^IN IP[46] (\S+)$/;
const rtcpAddress = /^\d{1,5}(?: IN IP[46] (\S+))?$/;

function addressProblem(sdp: Sdp): GateRefusal | undefined {
  for (const section of everywhere(sdp)) {
    const candidates = attributeValues(section, 'candidate').map((value) => `candidate:${value}`);
    if (!candidates.every(isCandidateAllowed)) return 'address';
    const connections = section.connections.map((value) => connectionAddress.exec(value)?.[1] ?? '');
    const rtcp = attributeValues(section, 'rtcp').map((value) => rtcpAddress.exec(value)?.slice(1)[0] ?? value);
    if (!connections.every(isAddress)) return 'address';
    if (!rtcp.every((value) => isAddress(value) || /^\d{1,5}$/.test(value))) return 'address';
  }
  return undefined;
}

/** Exactly one distinct value, wherever it stands, covering every section. (Browsers differ in which of two they believe.) */
function onlyFingerprint(sdp: Sdp): string | undefined {
  const perSection = everywhere(sdp).map((section) => attributeValues(section, 'fingerprint'));
  const [session = [], ...sections] = perSection;
  if (session.length === 0 && sections.some((list) => list.length === 0)) return undefined;
  const distinct = new Set(perSection.flat().map(fingerprintHex));
  const [only] = distinct;
  return distinct.size === 1 ? only : undefined;
}

function fingerprintHex(value: string): string | undefined {
  const [, digits] = /^sha-256 ((?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$/.exec(value) ?? [];
  return digits?.replaceAll(':', '').toLowerCase();
}
