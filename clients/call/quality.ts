/** What the browser's statistics say about a connection: which way it goes, with which codec, how well. */
import type { PeerStats } from './peer.ts';
import { type FactEntry, readFacts } from './quality-facts.ts';

/** The fields of W3C webrtc-stats that are read here; any may be missing. */
interface Entry extends FactEntry {
  id: string;
  type: string;
  kind?: string;
  mid?: string;
  state?: string;
  nominated?: boolean;
  selected?: boolean;
  selectedCandidatePairId?: string;
  localCandidateId?: string;
  remoteCandidateId?: string;
  candidateType?: string;
  relayProtocol?: string;
  usernameFragment?: string;
  currentRoundTripTime?: number;
  codecId?: string;
  mimeType?: string;
  packetsReceived?: number;
  packetsLost?: number;
  framesDecoded?: number;
  totalFreezesDuration?: number;
}

/** A statistics report of the browser, or any list of its entries. */
export interface StatsSource {
  forEach(visit: (entry: Entry) => void): void;
}

/** Reads a report (W3C webrtc-stats). A report without an answer gives `unknown`, `undefined` and zeros. */
export function readStats(report: StatsSource): PeerStats {
  const entries = byId(report);
  const all = [...entries.values()];
  const received = all.filter(({ type }) => type === 'inbound-rtp');
  const pair = selectedPair(all, entries);
  const sum = (field: 'packetsReceived' | 'packetsLost' | 'framesDecoded') =>
    received.reduce((total, entry) => total + (entry[field] ?? 0), 0);
  const seconds = pair?.currentRoundTripTime;
  return {
    path: pathOf(pair, entries),
    codec: pictureCodec(all, entries),
    roundTripMs: seconds === undefined ? undefined : seconds * 1000,
    packetsReceived: sum('packetsReceived'),
    packetsLost: sum('packetsLost'),
    framesDecoded: sum('framesDecoded'),
    frozenMs: frozenOf(received),
    facts: readFacts(all),
  };
}

/** The ICE credentials to which the chosen pair leads; `undefined` while none is chosen or the browser does not tell. */
export function selectedRemoteUfrag(report: StatsSource): string | undefined {
  const entries = byId(report);
  const pair = selectedPair([...entries.values()], entries);
  return entries.get(pair?.remoteCandidateId ?? '')?.usernameFragment;
}

function byId(report: StatsSource): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  report.forEach((entry) => void entries.set(entry.id, entry));
  return entries;
}

// Firefox has no transport entry, but marks the pair itself.
function selectedPair(all: Entry[], entries: Map<string, Entry>): Entry | undefined {
  const transport = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId);
  const pairs = all.filter(({ type }) => type === 'candidate-pair');
  return (
    entries.get(transport?.selectedCandidatePairId ?? '') ??
    pairs.find(({ selected }) => selected) ??
    pairs.find(({ nominated, state }) => nominated && state === 'succeeded')
  );
}

// Towards the other side's relay we speak UDP, whatever it speaks to it.
function pathOf(pair: Entry | undefined, entries: Map<string, Entry>): PeerStats['path'] {
  const local = entries.get(pair?.localCandidateId ?? '');
  const remote = entries.get(pair?.remoteCandidateId ?? '');
  if (!local || !remote) return 'unknown';
  if (local.candidateType !== 'relay') return remote.candidateType === 'relay' ? 'relay-udp' : 'direct';
  if (local.relayProtocol === 'tcp') return 'relay-tcp';
  return local.relayProtocol === 'tls' ? 'relay-tls' : 'relay-udp';
}

// In seconds (webrtc-stats §8.3); Firefox has no such field. The face comes first; a screen that stands still is no trouble.
function frozenOf(received: Entry[]): number | undefined {
  const [face] = received
    .filter(({ totalFreezesDuration }) => totalFreezesDuration !== undefined)
    .toSorted((one, other) => Number(one.mid ?? 0) - Number(other.mid ?? 0));
  const seconds = face?.totalFreezesDuration;
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

function pictureCodec(all: Entry[], entries: Map<string, Entry>): string | undefined {
  for (const direction of ['inbound-rtp', 'outbound-rtp']) {
    const stream = all.find(({ type, kind, codecId }) => type === direction && kind === 'video' && codecId);
    const mimeType = entries.get(stream?.codecId ?? '')?.mimeType;
    if (mimeType) return mimeType.split('/')[1];
  }
  return undefined;
}
