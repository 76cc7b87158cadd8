/** Fingers, pens and mice on the sheet: one draws, two fingers zoom and push, the wheel too. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Hand } from './hand.ts';
import { type Extent, panned, scaleOf, toSheet, type Viewport, zoomed } from './viewport.ts';

export interface Seen {
  sheet: Extent;
  screen: Extent;
  viewport: Viewport;
}

interface Point {
  x: number;
  y: number;
}

/** How near is near enough, in CSS pixels: fingers are broad. */
const reaches: Record<string, number> = { mouse: 8, pen: 8, touch: 18 };

class Pointers {
  seen: Seen;
  onViewport: (viewport: Viewport) => void = () => undefined;
  readonly #hand: Hand;
  readonly #element: HTMLElement;
  readonly #down = new Map<number, Point>();
  #isPinching = false;

  constructor(element: HTMLElement, hand: Hand, seen: Seen) {
    this.#element = element;
    this.#hand = hand;
    this.seen = seen;
  }

  #at({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #gesture(type: 'down' | 'move' | 'up', event: PointerEvent): void {
    const { viewport, sheet, screen } = this.seen;
    const reach = (reaches[event.pointerType] ?? 8) / scaleOf(viewport, sheet, screen);
    this.#hand.gesture({ type, ...toSheet(this.#at(event), viewport, sheet, screen) }, reach);
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, this.#at(event));
    if (this.#down.size === 1) {
      this.#isPinching = false;
      this.#gesture('down', event);
    } else if (!this.#isPinching) {
      this.#isPinching = true;
      this.#hand.gesture({ type: 'cancel' });
    }
  };

  readonly move = (event: PointerEvent): void => {
    if (this.#isPinching) this.#pinch(event);
    else if (this.#down.has(event.pointerId)) {
      const parts = event.getCoalescedEvents?.() ?? [];
      for (const part of parts.length > 0 ? parts : [event]) this.#gesture('move', part);
    } else if (this.#hand.view.tool === 'point') this.#gesture('move', event);
  };

  readonly up = (event: PointerEvent): void => {
    const wasDown = this.#down.delete(event.pointerId);
    if (wasDown && !this.#isPinching) this.#gesture('up', event);
    // Lifting one of two fingers does not start a stroke with the other.
    if (this.#down.size === 0) this.#isPinching = false;
  };

  readonly cancel = (event: PointerEvent): void => {
    if (this.#down.delete(event.pointerId)) this.#hand.gesture({ type: 'cancel' });
  };

  readonly wheel = (event: WheelEvent): void => {
    const { viewport, sheet, screen } = this.seen;
    if (event.ctrlKey) this.#show(zoomed(viewport, Math.exp(-event.deltaY / 300), this.#at(event), sheet, screen));
    else if (viewport.zoom > 1) this.#show(panned(viewport, -event.deltaX, -event.deltaY, sheet, screen));
    else return;
    event.preventDefault();
  };

  #show(viewport: Viewport): void {
    this.seen = { ...this.seen, viewport };
    this.onViewport(viewport);
  }

  #pinch(event: PointerEvent): void {
    const before = this.#down.get(event.pointerId);
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    if (!before || !other) return;
    const now = this.#at(event);
    this.#down.set(event.pointerId, now);
    const { sheet, screen } = this.seen;
    const apart = (a: Point) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 1);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const larger = zoomed(this.seen.viewport, apart(now) / apart(before), middle, sheet, screen);
    this.#show(panned(larger, (now.x - before.x) / 2, (now.y - before.y) / 2, sheet, screen));
  }
}

/** Listens on `element` for as long as it is on the page. */
export function usePointer(
  element: RefObject<HTMLElement | null>,
  hand: Hand,
  seen: Seen,
  onViewport: (viewport: Viewport) => void,
): void {
  const pointers = useRef<Pointers | undefined>(undefined);
  if (pointers.current) {
    pointers.current.seen = seen;
    pointers.current.onViewport = onViewport;
  }
  useEffect(() => {
    const surface = element.current;
    if (!surface) return;
    const own = new Pointers(surface, hand, seen);
    own.onViewport = onViewport;
    pointers.current = own;
    const stop = new AbortController();
    const { signal } = stop;
    surface.addEventListener('pointerdown', own.down, { signal });
    surface.addEventListener('pointermove', own.move, { signal });
    surface.addEventListener('pointerup', own.up, { signal });
    surface.addEventListener('pointercancel', own.cancel, { signal });
    surface.addEventListener('wheel', own.wheel, { signal, passive: false });
    return () => stop.abort();
  }, [hand]);
}
