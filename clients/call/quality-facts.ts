/** What the browser's statistics say about sound and picture at both ends, for causes and advice. Pure. */

/** The fields of W3C webrtc-stats that are read here; any may be missing. */
export interface FactEntry {
  type: string;
  kind?: string;
  mid?: string;
  framesDecoded?: number;
  framesEncoded?: number;
  packetsReceived?: number;
  packetsLost?: number;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
  concealedSamples?: number;
  totalSamplesReceived?: number;
  fractionLost?: number;
  qualityLimitationReason?: string;
}

/** Energy and seconds of a voice, both counted from its beginning (webrtc-stats `totalAudioEnergy`). */
export interface Voice {
  energy: number;
  seconds: number;
}

/** Of one moment; counters run from the beginning of the connection. Undefined: the browser does not tell. */
export interface QualityFacts {
  /** What arrives of the other side's voice. */
  heard: Voice | undefined;
  /** What the own microphone gives to the browser. */
  spoken: Voice | undefined;
  received: number;
  lost: number;
  /** Samples of the other side's sound, and those of them that had to be invented. */
  samples: number;
  concealed: number;
  /** Pictures of the other side's face, and those of the own that were sent. */
  pictures: number;
  ownPictures: number;
  /** Share of the own sound that got lost on its way, 0 to 1, as the other side's browser reports it. */
  lostThere: number | undefined;
  /** Why the own picture is smaller than wished. */
  limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other' | undefined;
}

/** Reads the entries of a report; the face comes before what is shown beside it. */
export function readFacts(entries: readonly FactEntry[]): QualityFacts {
  const of = (type: string, kind: string) =>
    entries
      .filter((entry) => entry.type === type && entry.kind === kind)
      .toSorted((one, other) => Number(one.mid ?? 0) - Number(other.mid ?? 0))[0];
  const [sound, face] = [of('inbound-rtp', 'audio'), of('inbound-rtp', 'video')];
  const sent = of('outbound-rtp', 'video');
  const inbound = [sound, face];
  const sum = (field: 'packetsReceived' | 'packetsLost') =>
    inbound.reduce((total, entry) => total + Math.max(0, entry?.[field] ?? 0), 0);
  return {
    heard: voiceOf(sound),
    spoken: voiceOf(of('media-source', 'audio')),
    received: sum('packetsReceived'),
    lost: sum('packetsLost'),
    samples: sound?.totalSamplesReceived ?? 0,
    concealed: sound?.concealedSamples ?? 0,
    pictures: face?.framesDecoded ?? 0,
    ownPictures: sent?.framesEncoded ?? 0,
    lostThere: of('remote-inbound-rtp', 'audio')?.fractionLost,
    limitedBy: limitOf(sent?.qualityLimitationReason),
  };
}

function voiceOf(entry: FactEntry | undefined): Voice | undefined {
  const { totalAudioEnergy: energy, totalSamplesDuration: seconds } = entry ?? {};
  return energy === undefined || seconds === undefined ? undefined : { energy, seconds };
}

const limits = ['none', 'cpu', 'bandwidth', 'other'] as const;
const limitOf = (reason: string | undefined) => limits.find((known) => known === reason);
