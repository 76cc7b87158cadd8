/** Two canvases on top of each other that keep the size and the sharpness of their place on the page. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Extent, scaleOf, type Viewport } from './viewport.ts';

/** Size in CSS pixels; follows turning the phone and opening panels. */
export function useExtent(element: RefObject<HTMLElement | null>): Extent {
  const [extent, setExtent] = useState<Extent>({ width: 0, height: 0 });
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const look = () => setExtent({ width: watched.clientWidth, height: watched.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return extent;
}

/** Sharper than twice costs memory and is not seen. */
const sharpest = 2;

/** Clears a canvas and calls `paint` with a pen in units of the sheet. */
export function onSheet(
  canvas: HTMLCanvasElement | null,
  { sheet, screen, viewport }: { sheet: Extent; screen: Extent; viewport: Viewport },
  paint: (pen: CanvasRenderingContext2D) => void,
): void {
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen || screen.width === 0 || screen.height === 0) return;
  const sharpness = Math.min(sharpest, globalThis.devicePixelRatio || 1);
  const [width, height] = [Math.round(screen.width * sharpness), Math.round(screen.height * sharpness)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
  }
  const scale = scaleOf(viewport, sheet, screen) * sharpness;
  pen.setTransform(scale, 0, 0, scale, width / 2 - viewport.x * scale, height / 2 - viewport.y * scale);
  paint(pen);
}
