/** Asks the browser for a microphone and a camera so that one failing device never costs the other. */
import type { MediaProblem } from './call-view.ts';
import { errorName, type MediaKind, type MediaSurroundings, mediaObstacle, mediaProblem } from './media-problem.ts';
import { sendLimits } from './peer-sender.ts';

/** What is asked for: the kinds, each with the id of a chosen device or `undefined` for any. */
export type CaptureWish = ReadonlyMap<MediaKind, string | undefined>;

/** For each kind asked for either its track or what stands in the way. */
export type Captured = ReadonlyMap<MediaKind, { track: MediaStreamTrack } | { problem: MediaProblem }>;

const device = (id: string | undefined) => (id === undefined ? {} : { deviceId: { exact: id } });

function constraints(wish: CaptureWish): MediaStreamConstraints {
  const { height, framesPerSecond } = sendLimits;
  return {
    audio: wish.has('microphone') && {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...device(wish.get('microphone')),
    },
    video: wish.has('camera') && {
      width: { ideal: (height * 16) / 9 },
      height: { ideal: height },
      frameRate: { ideal: framesPerSecond },
      ...(wish.get('camera') === undefined ? { facingMode: 'user' } : device(wish.get('camera'))),
    },
  };
}

/** Sound is speech, picture is movement: what encoders give up first follows from it (W3C mst-content-hint). */
function tracksOf(stream: MediaStream, wish: CaptureWish): Captured {
  const found = new Map<MediaKind, { track: MediaStreamTrack } | { problem: MediaProblem }>();
  for (const kind of wish.keys()) {
    const [track] = kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks();
    if (track) track.contentHint = kind === 'microphone' ? 'speech' : 'motion';
    found.set(kind, track ? { track } : { problem: 'not-found' });
  }
  return found;
}

/** Rejects never. One prompt where it can be one; a person who refused is not asked again at once. */
export async function capture(wish: CaptureWish, surroundings: MediaSurroundings): Promise<Captured> {
  const { devices } = surroundings;
  const obstacle = mediaObstacle(surroundings);
  if (obstacle || !devices) return new Map([...wish.keys()].map((kind) => [kind, { problem: obstacle ?? 'unknown' }]));
  try {
    return tracksOf(await devices.getUserMedia(constraints(wish)), wish);
  } catch (error) {
    if (wish.size > 1) return captureSingly(error, wish, surroundings);
    return captureElsewhere(error, wish, surroundings);
  }
}

async function captureSingly(error: unknown, wish: CaptureWish, surroundings: MediaSurroundings): Promise<Captured> {
  const found = new Map<MediaKind, { track: MediaStreamTrack } | { problem: MediaProblem }>();
  const isRefused = errorName(error) === 'NotAllowedError';
  const problems = new Map<MediaKind, MediaProblem>();
  if (isRefused) for (const kind of wish.keys()) problems.set(kind, await mediaProblem(error, kind, surroundings));
  // The same answer for both came from the person or the system; another prompt would only press them.
  const isForBoth = isRefused && new Set(problems.values()).size === 1;
  for (const [kind, id] of wish) {
    const problem = problems.get(kind);
    if (problem && (isForBoth || problem === 'blocked-by-site')) found.set(kind, { problem });
    else for (const entry of await capture(new Map([[kind, id]]), surroundings)) found.set(...entry);
  }
  return found;
}

// A chosen device that is gone: any other of its kind is better than none.
async function captureElsewhere(error: unknown, wish: CaptureWish, surroundings: MediaSurroundings): Promise<Captured> {
  const [[kind, id] = ['microphone' as const, undefined]] = wish;
  const isGone = ['OverconstrainedError', 'NotFoundError'].includes(errorName(error));
  if (isGone && id !== undefined) return capture(new Map([[kind, undefined]]), surroundings);
  return new Map([[kind, { problem: await mediaProblem(error, kind, surroundings) }]]);
}
