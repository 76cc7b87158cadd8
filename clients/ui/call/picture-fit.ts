/** Whether a picture may fill its stage or must be shown whole. Pure. */

/** No more of a picture is cut off: a wide picture fills a phone held upright, a tall one never fills a wide screen. */
const mostCut = 0.7;

/** True when `picture` can fill `stage` with little cut off; false while either has no size. */
export function fills(picture: { width: number; height: number }, stage: { width: number; height: number }): boolean {
  if (!picture.width || !picture.height || !stage.width || !stage.height) return false;
  const shape = picture.width / picture.height / (stage.width / stage.height);
  return 1 - Math.min(shape, 1 / shape) <= mostCut;
}
