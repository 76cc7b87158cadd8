/** The other face and voice on the stage. The last sharp picture stays when the line breaks, instead of black. */
import type { Call } from '@visavis/call';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fills } from './picture-fit.ts';

export interface RemotePictureProps {
  stream: MediaStream | undefined;
  /** The line is interrupted: keep showing what was seen last. */
  held: boolean;
  label: string;
  /** The chosen loudspeaker; undefined = the system's own. */
  speaker: string | undefined;
  /** Told whether the browser lets the sound play (see `Call.reportPlayback`). */
  onPlayback: Call['reportPlayback'];
}

/** Draws what `video` shows onto `canvas`; nothing when there is no picture yet. */
function keep(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  if (!video.videoWidth) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}

/** Plays with sound. A browser that wants a click first shows the picture without, and what that click must call is told. */
function play(video: HTMLVideoElement, report: Call['reportPlayback']): void {
  video.muted = false;
  video.play().then(
    () => report(false),
    (error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      video.muted = true;
      video.play().catch(() => undefined);
      report(true, () => play(video, report));
    },
  );
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
export function RemotePicture({ stream, held, label, speaker, onPlayback }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const filling = useFilling(video) ? ' remote-filling' : '';
  useEffect(() => {
    const element = video.current;
    const still = canvas.current;
    if (!element || !still) return;
    element.srcObject = stream ?? null;
    if (stream) play(element, onPlayback);
    // Before the stream goes, so that a new one comes up over the old picture.
    return () => keep(element, still);
  }, [stream]);
  useEffect(() => {
    if (held && video.current && canvas.current) keep(video.current, canvas.current);
  }, [held]);
  useEffect(() => {
    const element = video.current;
    if (element && speaker && typeof element.setSinkId === 'function') {
      element.setSinkId(speaker).catch(() => undefined);
    }
  }, [speaker]);
  return (
    <>
      <canvas ref={canvas} class={`remote${filling}`} />
      {/* biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file */}
      <video
        ref={video}
        class={`remote${filling}${held ? ' remote-held' : ''}`}
        aria-label={label}
        autoPlay
        playsInline
      />
    </>
  );
}
