/** Eyes and ears of a test page: whether a stream really shows a picture and really makes a sound. */

const goneAfterMs = 700;
const lookEveryMs = 50;

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookEveryMs));

function screen(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream(stream.getVideoTracks());
  document.body.append(video);
  void video.play();
  return video;
}

function isBright(video: HTMLVideoElement): boolean {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [16, 16];
  const context = canvas.getContext('2d');
  context?.drawImage(video, 0, 0, 16, 16);
  const pixels = context?.getImageData(0, 0, 16, 16).data ?? [];
  return pixels.some((value, index) => index % 4 !== 3 && value > 60);
}

/** Calls `seen` at every new picture that is not black; the answer ends it. */
function watch(stream: MediaStream, seen: () => void): () => void {
  const video = screen(stream);
  const next = () =>
    video.requestVideoFrameCallback(() => {
      if (isBright(video)) seen();
      next();
    });
  next();
  return () => video.remove();
}

export async function seesPicture(stream: MediaStream): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = watch(stream, () => {
      stop();
      resolve();
    });
  });
}

export async function losesPicture(stream: MediaStream): Promise<void> {
  let lastSeen = performance.now();
  const stop = watch(stream, () => {
    lastSeen = performance.now();
  });
  while (performance.now() - lastSeen < goneAfterMs) await moment();
  stop();
}

/** The receiver behind a remote track: says how loud the other side is where the machine has no loudspeaker at all. */
export type ReceiverOf = (track: MediaStreamTrack) => RTCRtpReceiver | undefined;

interface Ear {
  /** Loudest sample of the moment, 0 to 1. */
  loudness(): number;
  stop(): void;
}

const patienceMs = 500;

/** Chromium feeds WebAudio from a remote stream only while an element plays it. */
async function listen(stream: MediaStream, receiverOf: ReceiverOf): Promise<Ear> {
  const element = document.createElement('audio');
  element.muted = true;
  element.srcObject = stream;
  void element.play();
  const context = new AudioContext();
  // Firefox never resumes without a loudspeaker.
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  context.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const announced = announcedLevel(stream, receiverOf);
  return {
    loudness() {
      if (context.state !== 'running') return announced();
      analyser.getFloatTimeDomainData(samples);
      return samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
    },
    stop() {
      element.srcObject = null;
      void context.close();
    },
  };
}

/** The level that each packet announces (RFC 6464); 0 when none came since the last look. */
function announcedLevel(stream: MediaStream, receiverOf: ReceiverOf): () => number {
  const [track] = stream.getAudioTracks();
  const receiver = track && receiverOf(track);
  let last = 0;
  return () => {
    const [source] = receiver?.getSynchronizationSources() ?? [];
    const isFresh = source !== undefined && source.timestamp > last;
    last = source?.timestamp ?? last;
    return isFresh ? (source.audioLevel ?? 0) : 0;
  };
}

const audible = 0.01;
/** The made-up microphone beeps once a second. */
const silenceMs = 1_500;

export async function hearsSound(stream: MediaStream, receiverOf: ReceiverOf): Promise<void> {
  const ear = await listen(stream, receiverOf);
  while (ear.loudness() < audible) await moment();
  ear.stop();
}

export async function losesSound(stream: MediaStream, receiverOf: ReceiverOf): Promise<void> {
  const ear = await listen(stream, receiverOf);
  let lastHeard = performance.now();
  while (performance.now() - lastHeard < silenceMs) {
    await moment();
    if (ear.loudness() >= audible) lastHeard = performance.now();
  }
  ear.stop();
}
