/** The own picture, small and mirrored; moved by pointer or by a button, hidden and shown again by a button. */

import type { MediaView } from '@visavis/call';
import { useRef } from 'preact/hooks';
import { SilentVideo } from '../device-check.tsx';
import { Icon } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';
import { useUiTexts } from '../texts/index.ts';
import { nearestCorner, nextCorner, type OwnPlace } from './own-place.ts';

export interface OwnPictureProps {
  media: MediaView;
  place: OwnPlace;
  onPlace: (place: OwnPlace) => void;
}

/** Lets the picture follow a pointer inside its stage; on release it goes to the nearest corner. */
function useDrag(onPlace: (place: OwnPlace) => void) {
  const from = useRef<{ x: number; y: number } | undefined>(undefined);
  const end = (event: PointerEvent) => {
    const element = event.currentTarget as HTMLElement;
    const start = from.current;
    const stage = element.closest('.stage')?.getBoundingClientRect();
    from.current = undefined;
    if (!start || !stage) return;
    const own = element.getBoundingClientRect();
    const moved = Math.hypot(event.clientX - start.x, event.clientY - start.y) > 12;
    element.style.translate = '';
    if (!moved || event.type === 'pointercancel') return;
    const x = (own.left + own.width / 2 - stage.left) / stage.width;
    const y = (own.top + own.height / 2 - stage.top) / stage.height;
    onPlace(nearestCorner(x, y));
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return;
      from.current = { x: event.clientX, y: event.clientY };
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const start = from.current;
      if (!start) return;
      (event.currentTarget as HTMLElement).style.translate =
        `${event.clientX - start.x}px ${event.clientY - start.y}px`;
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** Nothing but a button while hidden. */
export function OwnPicture({ media, place, onPlace }: OwnPictureProps) {
  const call = useCallTexts();
  const { check } = useUiTexts();
  const drag = useDrag(onPlace);
  if (place === 'hidden') {
    return (
      <button type="button" class="own-show" onClick={() => onPlace('bottom-end')}>
        <Icon name="circle-user-round" />
        <span>{call.own.show}</span>
      </button>
    );
  }
  return (
    <section class={`own own-${place}`} aria-label={call.own.title} {...drag}>
      <div class="own-picture">
        {media.camera === 'on' && media.stream ? (
          <SilentVideo stream={media.stream} label={check.preview} />
        ) : (
          <p class="own-none">
            <Icon name="video-off" />
            <span>{media.camera === 'off' ? check.cameraOff : check.cameraNone}</span>
          </p>
        )}
      </div>
      <div class="own-keys">
        <button type="button" onClick={() => onPlace(nextCorner(place))}>
          <Icon name="move" />
          <span>{call.own.move}</span>
        </button>
        <button type="button" onClick={() => onPlace('hidden')}>
          <Icon name="x" />
          <span>{call.own.hide}</span>
        </button>
      </div>
    </section>
  );
}
