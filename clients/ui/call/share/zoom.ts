/** Looking closer at a picture that is shown: how large, and which part of it. Pure. */

/** `scale` 1 is the whole picture; `x`, `y` how far it is moved from the middle, pixels of the page. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The whole picture in the middle of its place. */
export const wholePicture: Zoom = { scale: 1, x: 0, y: 0 };

/** No closer than this: then the points of a picture are seen instead of the picture. */
export const closest = 8;
/** One press on plus or minus. */
export const zoomStep = 1.25;
/** One press on an arrow key, as a share of the place. */
const panShare = 0.15;

/** How large the whole picture is in its place. */
function fitted(picture: Size, place: Size): Size {
  const scale = Math.min(place.width / picture.width, place.height / picture.height);
  return Number.isFinite(scale) ? { width: picture.width * scale, height: picture.height * scale } : place;
}

/** Never leaves an edge of the picture inside a place that it could fill. */
function within({ scale, x, y }: Zoom, picture: Size, place: Size): Zoom {
  const { width, height } = fitted(picture, place);
  const [reachX, reachY] = [
    Math.max(0, (width * scale - place.width) / 2),
    Math.max(0, (height * scale - place.height) / 2),
  ];
  return { scale, x: limited(x, reachX), y: limited(y, reachY) };
}

const limited = (value: number, reach: number): number => Math.min(reach, Math.max(-reach, value)) + 0;

/** Larger or smaller by `factor`; what lies at `at`, counted from the middle of the place, stays there. */
export function zoomBy(zoom: Zoom, factor: number, picture: Size, place: Size, at = { x: 0, y: 0 }): Zoom {
  const scale = Math.min(closest, Math.max(1, zoom.scale * factor));
  const grown = scale / zoom.scale;
  return within({ scale, x: at.x - (at.x - zoom.x) * grown, y: at.y - (at.y - zoom.y) * grown }, picture, place);
}

/** Moved by so many pixels. */
export const panBy = (zoom: Zoom, dx: number, dy: number, picture: Size, place: Size): Zoom =>
  within({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, picture, place);

/** One point of the picture on one of the page; the whole picture where that is smaller. */
export function actualSize(zoom: Zoom, picture: Size, place: Size): Zoom {
  const { width } = fitted(picture, place);
  return width > 0 ? zoomBy(zoom, picture.width / width / zoom.scale, picture, place) : zoom;
}

/** What a key does to the picture; undefined when it means something else. */
export function zoomByKey(key: string, zoom: Zoom, picture: Size, place: Size): Zoom | undefined {
  const pan = (x: number, y: number) =>
    panBy(zoom, x * place.width * panShare, y * place.height * panShare, picture, place);
  switch (key) {
    case '+':
    case '=':
      return zoomBy(zoom, zoomStep, picture, place);
    case '-':
      return zoomBy(zoom, 1 / zoomStep, picture, place);
    case '0':
      return wholePicture;
    case '1':
      return actualSize(zoom, picture, place);
    case 'ArrowLeft':
      return pan(1, 0);
    case 'ArrowRight':
      return pan(-1, 0);
    case 'ArrowUp':
      return pan(0, 1);
    case 'ArrowDown':
      return pan(0, -1);
    default:
      return undefined;
  }
}

/** Two fingers, before and after. */
export interface Pinch {
  middle: { x: number; y: number };
  distance: number;
}

/** Follows two fingers: their distance is the size, their middle the place. */
export function pinchTo(zoom: Zoom, from: Pinch, to: Pinch, picture: Size, place: Size): Zoom {
  const factor = from.distance > 0 ? to.distance / from.distance : 1;
  const grown = zoomBy(zoom, factor, picture, place, from.middle);
  return panBy(grown, to.middle.x - from.middle.x, to.middle.y - from.middle.y, picture, place);
}
