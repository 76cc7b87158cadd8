/** What the other side shows: as large as there is room, and closer where somebody wants to read. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../icon.tsx';
import { useShareTexts } from './texts.ts';
import { useZoom } from './use-zoom.ts';
import { closest } from './zoom.ts';

/** Whether `element` fills the whole screen; `toggle` is missing where the browser cannot do it. */
function useFullScreen(element: { current: HTMLElement | null }) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  const toggle = () => {
    const change = isFull ? document.exitFullscreen() : element.current?.requestFullscreen();
    change?.catch(() => undefined);
  };
  return { isFull, toggle: document.fullscreenEnabled ? toggle : undefined };
}

/** One that can do nothing more keeps the focus all the same. */
function Key(props: { icon?: IconName; word: string; class?: string; disabled?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      class={props.class}
      aria-disabled={props.disabled}
      onClick={() => {
        if (!props.disabled) props.onClick();
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.word}</span>
    </button>
  );
}

interface ZoomKeysProps {
  scale: number;
  look: Pick<ReturnType<typeof useZoom>, 'larger' | 'smaller' | 'whole' | 'actual'>;
  fullScreen: ReturnType<typeof useFullScreen>;
}

/** What keys and fingers do, as keys on the page. */
function ZoomKeys({ scale, look, fullScreen: { isFull, toggle } }: ZoomKeysProps) {
  const { shared: texts } = useShareTexts();
  const percent = Math.round(scale * 100);
  return (
    <div class="shared-keys">
      <Key word={texts.smaller} disabled={scale <= 1} onClick={look.smaller} />
      <span class="unseen" role="status">
        {texts.level(percent)}
      </span>
      <span class="shared-level" aria-hidden="true">
        {percent} %
      </span>
      <Key icon="plus" word={texts.larger} disabled={scale >= closest} onClick={look.larger} />
      <Key word={texts.fit} disabled={scale === 1} onClick={look.whole} />
      <Key class="shared-actual" word={texts.actual} onClick={look.actual} />
      {toggle && <Key icon="monitor-up" word={isFull ? texts.leaveFull : texts.full} onClick={toggle} />}
    </div>
  );
}

/** On the page only while something is shown. */
export function SharedScreen(props: { stream: MediaStream; name: string }) {
  const { shared: texts } = useShareTexts();
  const section = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { zoom, handlers, ...look } = useZoom(place, video);
  const fullScreen = useFullScreen(section);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = props.stream;
    element.play().catch(() => undefined);
  }, [props.stream]);
  return (
    <section ref={section} class="shared" aria-label={texts.title(props.name)}>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing is filled in here; the keys below it do the same */}
      <div
        ref={place}
        class="shared-place"
        role="group"
        aria-label={texts.picture(props.name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move what is larger than its place
        tabIndex={0}
        {...handlers}
      >
        <video
          ref={video}
          style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
          aria-hidden="true"
          tabIndex={-1}
          autoPlay
          muted
          playsInline
        />
      </div>
      <ZoomKeys scale={zoom.scale} look={look} fullScreen={fullScreen} />
    </section>
  );
}
