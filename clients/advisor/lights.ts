/** The device traffic light: what a check found, per part and as one state for the list, ready to be said in words. */
import type { CheckMark, CheckResult } from '@visavis/shared';

/** `unknown`: never tested, or the guest skipped this part. */
export type Light = 'good' | 'weak' | 'failed' | 'unknown';

/** Picture, sound and line of the guest; `sound` names the part of it that is worst, for the remedy. */
export interface Lights {
  picture: Light;
  sound: Light;
  soundCause: 'microphone' | 'loudspeaker';
  line: Light;
  /** It lets a conversation through, but carries too little for it. */
  lineIsSlow: boolean;
  /** The worst of the three that were tested; `unknown` only when nothing was. */
  worst: Light;
}

const rank: Record<Light, number> = { unknown: 0, good: 1, weak: 2, failed: 3 };
const light = (mark: CheckMark): Light => (mark === 'skipped' ? 'unknown' : mark);
const worse = (a: Light, b: Light): Light => (rank[b] > rank[a] ? b : a);

/** The line is as good as its best way: a relay over TLS alone still carries a conversation, but only just. */
function lineOf(network: CheckResult['network']): Light {
  const ways = [network.direct, network.udp, network.tcp, network.tls];
  if (ways.every((mark) => mark === 'skipped')) return 'unknown';
  if (network.udp === 'good' || (network.udp === 'skipped' && network.direct === 'good')) return 'good';
  return ways.some((mark) => mark === 'good' || mark === 'weak') ? 'weak' : 'failed';
}

/** The lights of a stored check; all `unknown` where there is none. */
export function lightsOf(check: { result: CheckResult } | null): Lights {
  if (check === null)
    return {
      picture: 'unknown',
      sound: 'unknown',
      soundCause: 'microphone',
      line: 'unknown',
      lineIsSlow: false,
      worst: 'unknown',
    };
  const { camera, microphone, sound, network, throughput = 'skipped' } = check.result;
  const picture = light(camera);
  const speaks = light(microphone);
  const hears = light(sound);
  const both = worse(speaks, hears);
  const ways = lineOf(network);
  // Too slow is not gone: sound alone still goes through.
  const isShort = throughput === 'weak' || throughput === 'failed';
  const line = isShort ? worse(ways, 'weak') : ways;
  return {
    picture,
    sound: both,
    soundCause: both === speaks ? 'microphone' : 'loudspeaker',
    line,
    lineIsSlow: throughput === 'failed' && line === 'weak',
    worst: worse(worse(picture, both), line),
  };
}
