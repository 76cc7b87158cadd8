/** Plays the other's voice as this person wants to hear it: as it comes, or through the tools where they ask for them. */
import type { Call } from '@visavis/call';
import { useEffect, useState } from 'preact/hooks';
import { useView } from '../../use-view.ts';
import { senses } from './senses.ts';
import type { Voice } from './voice.ts';

/** Plays the sound. A browser that wants a click first is reported, with what that click must call. */
function play(audio: HTMLAudioElement, report: Call['reportPlayback']): void {
  audio.play().then(
    () => report(false),
    (error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      report(true, () => play(audio, report));
    },
  );
}

/** The voice behind the tools, loaded with the first wish for them; undefined while it goes without. */
function useTools(stream: MediaStream | undefined): Voice | undefined {
  const { level, clear } = useView(senses);
  const [voice, setVoice] = useState<Voice | undefined>(undefined);
  const isWanted = level > 100 || clear;
  useEffect(() => {
    if (!stream || !isWanted) return;
    let isOver = false;
    let opened: Voice | undefined;
    const open = async () => {
      const { openVoice } = await import('./voice.ts');
      if (isOver) return;
      opened = await openVoice(stream, () => new AudioContext());
      if (isOver) opened?.close();
      else setVoice(opened);
    };
    // Without them the voice is heard as it is, which is what matters.
    open().catch(() => undefined);
    return () => {
      isOver = true;
      opened?.close();
      setVoice(undefined);
    };
  }, [stream, isWanted]);
  useEffect(() => voice?.set({ level, clear }), [voice, level, clear]);
  return voice;
}

/** `raw` stays silent: Chromium feeds its sound tools from the line only while an element plays it. */
export function useVoice(
  elements: { audio: { current: HTMLAudioElement | null }; raw: { current: HTMLAudioElement | null } },
  stream: MediaStream | undefined,
  report: Call['reportPlayback'],
): void {
  const { level } = useView(senses);
  const voice = useTools(stream);
  useEffect(() => {
    const [audio, raw] = [elements.audio.current, elements.raw.current];
    if (!audio || !raw) return;
    const sound = stream ? new MediaStream(stream.getAudioTracks()) : null;
    raw.srcObject = voice ? sound : null;
    if (voice) raw.play().catch(() => undefined);
    audio.srcObject = voice?.stream ?? sound;
    if (stream) play(audio, report);
  }, [stream, voice]);
  useEffect(() => {
    // Where the volume is the device's own matter (iOS), silence still is ours.
    const audio = elements.audio.current;
    if (!audio) return;
    audio.volume = voice ? 1 : Math.min(1, level / 100);
    audio.muted = level === 0;
  }, [voice, level]);
}
