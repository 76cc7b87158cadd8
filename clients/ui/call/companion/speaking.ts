/** Who speaks just now: heard on this device, shown beside a name, told to nobody. */
import { useEffect, useState } from 'preact/hooks';

const lookEveryMs = 200;
/** Root mean square of a voice; noise of a room lies below. */
const voiceFrom = 0.02;
/** A breath between two words is no silence. */
const holdMs = 900;

/** How loud the newest piece of sound is, 0 to 1. Pure. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** Undefined where the browser has no sound tools, or no more of them: some give a page four. */
function listenOn(stream: MediaStream): { context: AudioContext; analyser: AnalyserNode } | undefined {
  let context: AudioContext | undefined;
  try {
    context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(analyser);
    return { context, analyser };
  } catch {
    context?.close().catch(() => undefined);
    return undefined;
  }
}

/** True while a voice comes with `stream`. Where the browser offers no sound tools, nobody is marked. */
export function useSpeaking(stream: MediaStream | undefined): boolean {
  const [speaks, setSpeaks] = useState(false);
  useEffect(() => {
    const heard = stream && stream.getAudioTracks().length > 0 ? listenOn(stream) : undefined;
    if (!heard) return;
    const { context, analyser } = heard;
    const samples = new Float32Array(analyser.fftSize);
    let heardAt = Number.NEGATIVE_INFINITY;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const now = performance.now();
      if (loudness(samples) >= voiceFrom) heardAt = now;
      setSpeaks(now - heardAt < holdMs);
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      context.close().catch(() => undefined);
      setSpeaks(false);
    };
  }, [stream]);
  return speaks;
}
