/** Which part of a sheet is seen, and how large: zoom and pan. Pure; screens in CSS pixels, sheets in their units. */

export interface Extent {
  width: number;
  height: number;
}

/** `zoom` 1 shows the whole sheet; `x` and `y` are the place of the sheet in the middle of the screen. */
export interface Viewport {
  zoom: number;
  x: number;
  y: number;
}

export const mostZoom = 8;

/** The whole sheet. */
export const wholeSheet = ({ width, height }: Extent): Viewport => ({ zoom: 1, x: width / 2, y: height / 2 });

/** CSS pixels for one unit of the sheet. */
export const scaleOf = ({ zoom }: Viewport, sheet: Extent, screen: Extent): number =>
  zoom * Math.min(screen.width / sheet.width, screen.height / sheet.height);

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

/** Nothing of the sheet can be pushed out of sight altogether: where there is room for all of it, it stays in the middle. */
export function within(viewport: Viewport, sheet: Extent, screen: Extent): Viewport {
  const zoom = clamp(viewport.zoom, 1, mostZoom);
  const scale = scaleOf({ ...viewport, zoom }, sheet, screen);
  const hold = (value: number, size: number, seen: number) =>
    seen >= size ? size / 2 : clamp(value, seen / 2, size - seen / 2);
  return {
    zoom,
    x: hold(viewport.x, sheet.width, screen.width / scale),
    y: hold(viewport.y, sheet.height, screen.height / scale),
  };
}

/** Where a place on the screen lies on the sheet. */
export function toSheet(at: { x: number; y: number }, viewport: Viewport, sheet: Extent, screen: Extent) {
  const scale = scaleOf(viewport, sheet, screen);
  return { x: viewport.x + (at.x - screen.width / 2) / scale, y: viewport.y + (at.y - screen.height / 2) / scale };
}

/** Larger or smaller by `factor`, with what lies at `at` on the screen staying there. */
export function zoomed(
  viewport: Viewport,
  factor: number,
  at: { x: number; y: number },
  sheet: Extent,
  screen: Extent,
): Viewport {
  const fixed = toSheet(at, viewport, sheet, screen);
  const zoom = clamp(viewport.zoom * factor, 1, mostZoom);
  const scale = scaleOf({ ...viewport, zoom }, sheet, screen);
  const x = fixed.x - (at.x - screen.width / 2) / scale;
  const y = fixed.y - (at.y - screen.height / 2) / scale;
  return within({ zoom, x, y }, sheet, screen);
}

/** Pushed by so many CSS pixels. */
export function panned(viewport: Viewport, dx: number, dy: number, sheet: Extent, screen: Extent): Viewport {
  const scale = scaleOf(viewport, sheet, screen);
  return within({ ...viewport, x: viewport.x - dx / scale, y: viewport.y - dy / scale }, sheet, screen);
}

/** Moved as little as needed so that a place is seen, with some room around it. */
export function showing(viewport: Viewport, place: { x: number; y: number }, sheet: Extent, screen: Extent): Viewport {
  const scale = scaleOf(viewport, sheet, screen);
  const near = (middle: number, wanted: number, seen: number) =>
    clamp(middle, wanted - seen * 0.4, wanted + seen * 0.4);
  const x = near(viewport.x, place.x, screen.width / scale);
  const y = near(viewport.y, place.y, screen.height / scale);
  return within({ ...viewport, x, y }, sheet, screen);
}
