/** What a check found, as marks: from what was seen, heard and measured. Pure. */
import type { MediaView, NetworkCheck } from '@visavis/call';
import type { CheckMark } from '@visavis/shared';
import type { CheckMarks, Found, NetworkState, Wish } from './journey-types.ts';

const unmeasured: NetworkCheck = { direct: 'skipped', udp: 'skipped', tcp: 'skipped', tls: 'skipped' };

/** One word for the line: good when the quick ways are, weak when only a slow one is, failed when none is. */
export function networkMark(network: NetworkState): CheckMark | 'running' {
  if (network === 'running') return 'running';
  if (network === 'failed') return 'skipped';
  const { direct, udp, tcp, tls } = network;
  if (direct === 'good' || udp === 'good') return 'good';
  const marks = [direct, udp, tcp, tls];
  if (marks.some((mark) => mark === 'good' || mark === 'weak')) return 'weak';
  return marks.includes('failed') ? 'failed' : 'skipped';
}

type Seen = Pick<MediaView, 'camera' | 'microphone'>;

/** All marks of a check. A device nobody wished for is skipped, one that was wished for and is not there has failed. */
export function checkMarks(wish: Wish, seen: Seen, found: Found): CheckMarks {
  const microphone: CheckMark = found.heard ? 'good' : 'weak';
  return {
    camera: !wish.camera ? 'skipped' : seen.camera === 'none' ? 'failed' : 'good',
    microphone: !wish.microphone ? 'skipped' : seen.microphone === 'none' ? 'failed' : microphone,
    sound: found.sound,
    network: typeof found.network === 'string' ? unmeasured : found.network,
    throughput: found.throughput === 'running' ? 'skipped' : found.throughput,
  };
}

/** The line carries too little: there is something to be done about it. */
export const isShort = (throughput: CheckMark | 'running'): boolean => throughput === 'weak' || throughput === 'failed';

/** True when nothing stands in the way of seeing and hearing each other. */
export const allGood = (marks: CheckMarks, network: NetworkState): boolean =>
  [marks.camera, marks.microphone, marks.sound].every((mark) => mark === 'good') &&
  !isShort(marks.throughput) &&
  ['good', 'running', 'skipped'].includes(networkMark(network));
