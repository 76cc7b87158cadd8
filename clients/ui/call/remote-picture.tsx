/** The other face on the stage. The last sharp picture stays when the line breaks, instead of black. */
import { useEffect, useRef } from 'preact/hooks';

export interface RemotePictureProps {
  stream: MediaStream | undefined;
  /** The line is interrupted: keep showing what was seen last. */
  held: boolean;
  label: string;
}

/** Draws what `video` shows onto `canvas`; nothing when there is no picture yet. */
function keep(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  if (!video.videoWidth) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}

/** Silent: the engine plays the sound itself, on the loudspeaker that was chosen. */
export function RemotePicture({ stream, held, label }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = video.current;
    const still = canvas.current;
    if (!element || !still) return;
    element.srcObject = stream ?? null;
    if (stream) element.play().catch(() => undefined);
    // Before the stream goes, so that a new one comes up over the old picture.
    return () => keep(element, still);
  }, [stream]);
  useEffect(() => {
    if (held && video.current && canvas.current) keep(video.current, canvas.current);
  }, [held]);
  return (
    <>
      <canvas ref={canvas} class="remote" />
      <video ref={video} class={held ? 'remote remote-held' : 'remote'} aria-label={label} muted autoPlay playsInline />
    </>
  );
}
