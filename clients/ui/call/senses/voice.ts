/** The other's voice made louder or clearer, and never so loud that it hurts: sound goes through here only when asked for. */

/** What it is to sound like. */
export interface VoiceWish {
  /** Per cent, 0 to 200. */
  level: number;
  clear: boolean;
}

/** A voice on its way through the browser's own sound tools. */
export interface Voice {
  /** What is to be played instead of the stream itself. */
  readonly stream: MediaStream;
  set(wish: VoiceWish): void;
  close(): void;
}

/** Speech is understood by its consonants, 2 to 4 kHz, and muffled by what rumbles below 120 Hz. */
const speech = { middleHz: 2_800, width: 0.8, liftDb: 7, rumbleHz: 120 } as const;
/** A limiter more than a compressor: nothing below is changed, nothing above gets through (Web Audio API §1.19). */
const limiter = { threshold: -8, knee: 4, ratio: 20, attack: 0.002, release: 0.12 } as const;
/** Changes glide, so that nobody hears them. */
const glideS = 0.05;

/** Whether a plain element can do it: no louder than it is, and as it is. */
export const needsTools = ({ level, clear }: VoiceWish): boolean => level > 100 || clear;

/** `undefined` where the browser has no such tools, or does not let them sound yet. */
export async function openVoice(source: MediaStream, makeContext: () => AudioContext): Promise<Voice | undefined> {
  let context: AudioContext | undefined;
  try {
    context = makeContext();
    await context.resume();
    return voiceOf(context, source);
  } catch {
    await context?.close().catch(() => undefined);
    return undefined;
  }
}

function voiceOf(context: AudioContext, source: MediaStream): Voice {
  const rumble = context.createBiquadFilter();
  rumble.type = 'highpass';
  const consonants = context.createBiquadFilter();
  consonants.type = 'peaking';
  consonants.frequency.value = speech.middleHz;
  consonants.Q.value = speech.width;
  const gain = context.createGain();
  const limit = context.createDynamicsCompressor();
  for (const name of ['threshold', 'knee', 'ratio', 'attack', 'release'] as const) limit[name].value = limiter[name];
  const output = context.createMediaStreamDestination();
  const input = context.createMediaStreamSource(source);
  input.connect(rumble).connect(consonants).connect(gain).connect(limit).connect(output);
  const glide = (param: AudioParam, value: number) => param.setTargetAtTime(value, context.currentTime, glideS);
  return {
    stream: output.stream,
    set({ level, clear }) {
      glide(rumble.frequency, clear ? speech.rumbleHz : 10);
      glide(consonants.gain, clear ? speech.liftDb : 0);
      glide(gain.gain, level / 100);
    },
    close() {
      input.disconnect();
      void context.close().catch(() => undefined);
    },
  };
}
