/** The other face and voice on the stage. The last sharp picture stays when the line breaks, instead of black. */
import type { Call } from '@visavis/call';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDarkness } from './darkness.ts';
import { playOn } from './loudspeaker.ts';
import { fills } from './picture-fit.ts';
import { floatByItself } from './senses/picture.ts';
import { useVoice } from './senses/use-voice.ts';

export interface RemotePictureProps {
  stream: MediaStream | undefined;
  /** The line is interrupted: keep showing what was seen last. */
  held: boolean;
  label: string;
  /** The chosen loudspeaker; undefined = the system's own. */
  speaker: string | undefined;
  /** Told whether the browser lets the sound play (see `Call.reportPlayback`). */
  onPlayback: Call['reportPlayback'];
  /** Told when the picture is nothing but darkness, and when it is not any more. */
  onDark: Call['reportPicture'];
}

/** Draws what `video` shows onto `canvas`; nothing when there is no picture yet. */
function keep(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  if (!video.videoWidth) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}

/** Follows the shapes of the picture and of its stage, which both change when a phone is turned. */
function useFilling(video: { current: HTMLVideoElement | null }): boolean {
  const [filling, setFilling] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const look = () =>
      setFilling(
        fills(
          { width: element.videoWidth, height: element.videoHeight },
          { width: element.clientWidth, height: element.clientHeight },
        ),
      );
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('resize', look);
    return () => {
      observer.disconnect();
      element.removeEventListener('resize', look);
    };
  }, []);
  return filling;
}

/** As large as the stage allows without losing a face at its edges. */
export function RemotePicture({ stream, held, label, speaker, onPlayback, onDark }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const raw = useRef<HTMLAudioElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useDarkness(video, onDark);
  const filling = useFilling(video) ? ' remote-filling' : '';
  useEffect(() => {
    const element = video.current;
    const still = canvas.current;
    if (!element || !still) return;
    element.srcObject = stream ?? null;
    if (stream) element.play().catch(() => undefined);
    // Before the stream goes, so that a new one comes up over the old picture.
    return () => keep(element, still);
  }, [stream]);
  // Apart from the picture: an element with a picture that never comes (no camera) would not play the sound either.
  useVoice({ audio, raw }, stream, onPlayback);
  useEffect(() => (video.current ? floatByItself(video.current) : undefined), []);
  useEffect(() => {
    if (held && video.current && canvas.current) keep(video.current, canvas.current);
  }, [held]);
  useEffect(() => playOn(audio.current, speaker), [speaker]);
  return (
    <>
      <canvas ref={canvas} class={`remote${filling}`} />
      <video
        ref={video}
        class={`remote${filling}${held ? ' remote-held' : ''}`}
        aria-label={label}
        autoPlay
        muted
        playsInline
      />
      {/* biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file */}
      <audio ref={audio} autoPlay />
      <audio ref={raw} muted />
    </>
  );
}
