/** What a person sees of their own devices before a call: picture, loudness, choice of devices. */
import type { DeviceChoice, Media } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SelectField } from './field.tsx';
import { Icon } from './icon.tsx';
import { useUiTexts } from './texts/index.ts';
import { useView } from './use-view.ts';

/** Plays `stream` silently in a video element; the own picture is never heard. */
export function SilentVideo(props: { stream: MediaStream | undefined; label: string; class?: string }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = props.stream ?? null;
    if (props.stream) video.play().catch(() => undefined);
  }, [props.stream]);
  return <video ref={element} class={props.class} aria-label={props.label} muted autoPlay playsInline />;
}

/** The own picture, mirrored, with a caption; a sentence stands in its place when there is none. */
export function DevicePreview(props: { media: Media; caption?: ComponentChildren }) {
  const { check } = useUiTexts();
  const view = useView(props.media);
  const seen = view.camera === 'on' && view.stream;
  return (
    <div class="preview">
      {seen ? (
        <SilentVideo stream={view.stream} label={check.preview} />
      ) : (
        <div class="preview-none">
          <Icon name="video-off" />
          <p>{view.camera === 'off' ? check.cameraOff : check.cameraNone}</p>
        </div>
      )}
      {seen && props.caption && <p class="preview-caption">{props.caption}</p>}
    </div>
  );
}

const bars = Array.from({ length: 12 }, (_, index) => index);
/** Speech, not the noise of a room: the level that counts as heard. */
const heardLevel = 0.4;

/** The own loudness as bars, and in words for those who cannot see them. `onHeard` is called once. */
export function LevelMeter(props: { media: Media; onHeard?: () => void }) {
  const { check } = useUiTexts();
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(() => props.media.onLevel(setLevel), [props.media]);
  useEffect(() => {
    if (heard || level < heardLevel) return;
    setHeard(true);
    props.onHeard?.();
  }, [heard, level]);
  const lit = Math.round(Math.min(1, level) * bars.length);
  return (
    <div class="stack-tight">
      <div class="meter">
        <Icon name="mic" />
        <div class="meter-bars" role="img" aria-label={check.level}>
          {bars.map((bar) => (
            <span key={bar} class={bar < lit ? 'lit' : undefined} />
          ))}
        </div>
      </div>
      <p role="status">{heard ? check.levelHeard : check.levelSilent}</p>
    </div>
  );
}

const options = (choices: DeviceChoice[]) => choices.map(({ id, label }) => ({ value: id, label }));

/** Lists to choose microphone, camera and loudspeaker from. `several`: only where there is something to choose. */
export function DevicePickers(props: { media: Media; several?: boolean }) {
  const { check } = useUiTexts();
  const view = useView(props.media);
  const pick = (kind: 'microphone' | 'camera' | 'speaker', choices: DeviceChoice[]) =>
    choices.length > (props.several ? 1 : 0) && (
      <SelectField
        id={`choose-${kind}`}
        label={check.devices[kind]}
        value={view.chosen[kind] ?? choices[0]?.id ?? ''}
        options={options(choices)}
        onValue={(id) => void props.media.choose(kind, id)}
      />
    );
  return (
    <div class="stack">
      {pick('microphone', view.microphones)}
      {pick('camera', view.cameras)}
      {pick('speaker', view.speakers)}
      {view.speakers.length === 0 && !props.several && <p class="soft">{check.speakerBySystem}</p>}
    </div>
  );
}
