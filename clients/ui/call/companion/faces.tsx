/** Two other faces on the stage: each with its name, who speaks is marked, none ever changes its side. */
import type { CallView, MediaView, SecondView } from '@visavis/call';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../icon.tsx';
import { playOn } from '../loudspeaker.ts';
import { useVoice } from '../senses/use-voice.ts';
import { type Large, largeAtFirst, pressed } from './large.ts';
import { useSpeaking } from './speaking.ts';
import { type CompanyTexts, useCompanyTexts } from './texts.ts';

export interface FacesProps {
  view: CallView;
  second: SecondView;
  /** Of the person the call is with. */
  name: string;
  secondName: string;
  media: MediaView;
}

/** Tells the stage, which lays the faces out by it. */
function useStage(place: { current: HTMLElement | null }, large: Large): void {
  useLayoutEffect(() => {
    const stage = place.current?.closest<HTMLElement>('.stage');
    if (stage) stage.dataset.third = large;
    return () => {
      if (stage) delete stage.dataset.third;
    };
  }, [large]);
}

/** What lies over the first face, and the whole of the second. */
export function Faces(props: FacesProps) {
  const { view, second } = props;
  const texts = useCompanyTexts();
  const place = useRef<HTMLDivElement>(null);
  const [large, setLarge] = useState<Large>(() => largeAtFirst(second));
  useEffect(() => setLarge(largeAtFirst(second)), [second.kind]);
  useStage(place, large);
  const press = (tile: 'main' | 'second') => () => setLarge((now) => pressed(now, tile));
  return (
    <>
      <div ref={place} class="face face-main">
        <Caption
          name={props.name}
          speaks={useSpeaking(view.remoteStream)}
          isMuted={view.peer?.microphone !== 'on'}
          isLarge={large === 'main'}
          onPress={press('main')}
          texts={texts}
        />
      </div>
      <Second {...props} isLarge={large === 'second'} onPress={press('second')} />
    </>
  );
}

function Second(props: FacesProps & { isLarge: boolean; onPress: () => void }) {
  const { second, secondName: name } = props;
  const { remoteStream: stream, camera } = second;
  const texts = useCompanyTexts();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    if (stream) element.play().catch(() => undefined);
  }, [stream]);
  return (
    <section
      class={second.kind === 'sign-interpreter' ? 'face face-second face-whole' : 'face face-second'}
      aria-label={name}
    >
      <video ref={video} aria-label={texts.picture(name)} autoPlay muted playsInline />
      {camera !== 'on' && (
        <p class="face-none">
          <Icon name="circle-user-round" />
          <span>{texts.cameraOff(name)}</span>
        </p>
      )}
      <Sound stream={stream} speaker={props.media.chosen.speaker} />
      <Caption
        name={name}
        speaks={useSpeaking(stream)}
        isMuted={second.microphone !== 'on'}
        isLarge={props.isLarge}
        onPress={props.onPress}
        texts={texts}
      />
    </section>
  );
}

/** The voice, and one button where the browser wants a click before it plays. */
function Sound({ stream, speaker }: { stream: MediaStream | undefined; speaker: string | undefined }) {
  const texts = useCompanyTexts();
  const audio = useRef<HTMLAudioElement>(null);
  const raw = useRef<HTMLAudioElement>(null);
  const [again, setAgain] = useState<(() => void) | undefined>(undefined);
  useVoice({ audio, raw }, stream, (isBlocked, playAgain) => setAgain(() => (isBlocked ? playAgain : undefined)));
  useEffect(() => playOn(audio.current, speaker), [speaker]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file */}
      <audio ref={audio} autoPlay />
      <audio ref={raw} muted />
      {again && (
        <button type="button" class="face-key face-sound" onClick={again}>
          <Icon name="volume-2" />
          <span>{texts.soundOn}</span>
        </button>
      )}
    </>
  );
}

interface CaptionProps {
  name: string;
  speaks: boolean;
  isMuted: boolean;
  isLarge: boolean;
  onPress: () => void;
  texts: CompanyTexts;
}

/** Name, the word beside it, and the key for the size. */
function Caption({ name, speaks, isMuted, isLarge, onPress, texts }: CaptionProps) {
  const word = isMuted ? texts.muted : speaks ? texts.speaks : undefined;
  return (
    <div class={speaks && !isMuted ? 'face-caption face-speaks' : 'face-caption'}>
      <p class="face-name">
        {isMuted && <Icon name="mic-off" />}
        <strong>{name}</strong>
        {word && <span> {word}</span>}
      </p>
      <button type="button" class="face-key" aria-label={isLarge ? texts.even : texts.larger(name)} onClick={onPress}>
        {isLarge ? texts.evenShort : texts.largerShort}
      </button>
    </div>
  );
}
