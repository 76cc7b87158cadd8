/** Lets keys, wheel, pointer and two fingers look closer at a picture. */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  actualSize,
  type Pinch,
  panBy,
  pinchTo,
  type Size,
  wholePicture,
  type Zoom,
  zoomBy,
  zoomByKey,
  zoomStep,
} from './zoom.ts';

interface Place<E> {
  readonly current: E | null;
}

interface Fingers {
  places: Map<number, { x: number; y: number }>;
}

const middleOf = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

function pinchOf({ places }: Fingers): Pinch | undefined {
  const [one, other] = [...places.values()];
  if (!one || !other) return undefined;
  const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
  return { middle, distance: Math.hypot(one.x - other.x, one.y - other.y) };
}

type Change = (change: (zoom: Zoom) => Zoom) => void;
type Sizes = () => [Size, Size];

const isPlain = ({ ctrlKey, altKey, metaKey }: KeyboardEvent) => !(ctrlKey || altKey || metaKey);

/** Where a pointer is, from the middle of `element`. */
function fromMiddle({ clientX, clientY }: MouseEvent, element: Element): { x: number; y: number } {
  const middle = middleOf(element);
  return { x: clientX - middle.x, y: clientY - middle.y };
}

/** Wheel, and the place changing its size. */
function useWheel(place: Place<HTMLElement>, change: Change, sizes: Sizes): void {
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = fromMiddle(event, element);
      change((now) => zoomBy(now, event.deltaY < 0 ? zoomStep : 1 / zoomStep, ...sizes(), at));
    };
    // Not as a property: there a browser would not let it keep the page from scrolling.
    element.addEventListener('wheel', wheel, { passive: false });
    const observer = new ResizeObserver(() => change((now) => panBy(now, 0, 0, ...sizes())));
    observer.observe(element);
    return () => {
      element.removeEventListener('wheel', wheel);
      observer.disconnect();
    };
  }, []);
}

/** One finger moves, two change the size. */
function useFingers(change: Change, sizes: Sizes) {
  const fingers = useRef<Fingers>({ places: new Map() });
  const at = (event: PointerEvent) => fromMiddle(event, event.currentTarget as HTMLElement);
  const lift = (event: PointerEvent) => void fingers.current.places.delete(event.pointerId);
  return {
    onPointerDown(event: PointerEvent) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      fingers.current.places.set(event.pointerId, at(event));
    },
    onPointerMove(event: PointerEvent) {
      const { places } = fingers.current;
      const before = places.get(event.pointerId);
      if (!before) return;
      const [from, now] = [pinchOf(fingers.current), at(event)];
      places.set(event.pointerId, now);
      const to = pinchOf(fingers.current);
      change((last) =>
        from && to ? pinchTo(last, from, to, ...sizes()) : panBy(last, now.x - before.x, now.y - before.y, ...sizes()),
      );
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  };
}

/** `place` holds `picture`; the answer says how to draw it, and what the keys beside it do. */
export function useZoom(place: Place<HTMLElement>, picture: Place<HTMLVideoElement>) {
  const [zoom, change] = useState<Zoom>(wholePicture);
  const sizes = (): [Size, Size] => [
    { width: picture.current?.videoWidth ?? 0, height: picture.current?.videoHeight ?? 0 },
    { width: place.current?.clientWidth ?? 0, height: place.current?.clientHeight ?? 0 },
  ];
  useWheel(place, change, sizes);
  const fingers = useFingers(change, sizes);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = isPlain(event) ? zoomByKey(event.key, zoom, ...sizes()) : undefined;
    if (!next) return;
    event.preventDefault();
    change(next);
  };
  return {
    zoom,
    larger: () => change((now) => zoomBy(now, zoomStep, ...sizes())),
    smaller: () => change((now) => zoomBy(now, 1 / zoomStep, ...sizes())),
    whole: () => change(wholePicture),
    actual: () => change((now) => actualSize(now, ...sizes())),
    handlers: { ...fingers, onKeyDown },
  };
}
