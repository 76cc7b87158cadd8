/** What WebAudio does for the check: how loud the own microphone is, and a tone to hear the loudspeaker by. */
import type { Clock } from './clock.ts';

/** Makes an `AudioContext`; throws or answers `undefined` where the browser has none. */
export type AudioFactory = () => AudioContext | undefined;

export const browserAudio: AudioFactory = () => (globalThis.AudioContext ? new AudioContext() : undefined);

const levelEveryMs = 50;
const [quietDb, loudDb] = [-60, -10];

/** Loudness of samples as a person hears it: 0 at -60 dBFS and below, 1 at -10 dBFS and above, even steps between. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (decibels - quietDb) / (loudDb - quietDb)));
}

/** Tells how loud `track` is, 20 times a second, until the answer is called. Silent where the browser cannot measure. */
export function watchLevel(
  track: MediaStreamTrack,
  tell: (level: number) => void,
  clock: Clock,
  audio: AudioFactory,
): () => void {
  const context = tryTo(audio);
  const meter = context && tryTo(() => meterOf(context, track));
  if (!meter) {
    void context?.close().catch(() => undefined);
    return () => undefined;
  }
  const { analyser, source } = meter;
  const samples = new Float32Array(analyser.fftSize);
  const stop = clock.every(levelEveryMs, () => {
    analyser.getFloatTimeDomainData(samples);
    tell(track.enabled ? loudness(samples) : 0);
  });
  void context.resume().catch(() => undefined);
  return () => {
    stop();
    source.disconnect();
    void context.close().catch(() => undefined);
  };
}

function meterOf(context: AudioContext, track: MediaStreamTrack) {
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  return { analyser, source };
}

const notes = [523.25, 659.25, 783.99];
const noteSeconds = 0.22;
const toneVolume = 0.18;
const startWithinMs = 1_000;
/** Less than a second by the sound's own clock, which stands still while a telephone rings. */
const endWithinMs = 3_000;

/**
 * Three soft notes on the loudspeaker `speaker` (the system's own when undefined); resolves when they ended. Rejects when
 * nothing can play. Made by WebAudio, so it needs no file and no `media-src`.
 */
export async function playTone(speaker: string | undefined, clock: Clock, audio: AudioFactory): Promise<void> {
  const context = tryTo(audio);
  if (!context) throw new Error('this browser cannot make a sound');
  try {
    const output = await loudspeaker(context, speaker);
    await within(startWithinMs, context.resume(), clock);
    if (context.state !== 'running') throw new Error('the browser does not let sound play');
    await within(endWithinMs, ended(sing(context, output)), clock);
  } finally {
    await context.close().catch(() => undefined);
  }
}

function sing(context: AudioContext, output: AudioNode): OscillatorNode {
  let last = context.createOscillator();
  for (const [index, frequency] of notes.entries()) {
    const from = context.currentTime + 0.05 + index * noteSeconds;
    const until = from + noteSeconds * 1.6;
    const [tone, envelope] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = frequency;
    envelope.gain.setValueAtTime(0, from);
    envelope.gain.linearRampToValueAtTime(toneVolume, from + 0.03);
    envelope.gain.exponentialRampToValueAtTime(0.001, until);
    tone.connect(envelope).connect(output);
    tone.start(from);
    tone.stop(until);
    last = tone;
  }
  return last;
}

// Firefox chooses loudspeakers for elements only; an element that plays a stream needs no media-src either.
async function loudspeaker(context: AudioContext, speaker: string | undefined): Promise<AudioNode> {
  if (speaker === undefined) return context.destination;
  if ('setSinkId' in context && typeof context.setSinkId === 'function') {
    await context.setSinkId(speaker);
    return context.destination;
  }
  const element = new Audio();
  if (typeof element.setSinkId !== 'function') return context.destination;
  const output = context.createMediaStreamDestination();
  element.srcObject = output.stream;
  await element.setSinkId(speaker);
  await element.play();
  return output;
}

const ended = (tone: OscillatorNode): Promise<void> =>
  new Promise((resolve) => {
    tone.onended = () => resolve();
  });

function within(ms: number, deed: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, resolve);
    deed.then(resolve, reject).finally(cancel);
  });
}

function tryTo<T>(deed: () => T): T | undefined {
  try {
    return deed();
  } catch {
    return undefined;
  }
}
