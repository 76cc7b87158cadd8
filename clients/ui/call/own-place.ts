/** Where the own picture lies on the stage: four corners, or hidden. Pure. */
export const corners = ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const;
export type Corner = (typeof corners)[number];
export type OwnPlace = Corner | 'hidden';

const round: Record<Corner, Corner> = {
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
  'top-start': 'top-end',
  'top-end': 'bottom-end',
};

/** The next corner, clockwise, for the button that moves the picture. */
export const nextCorner = (corner: Corner): Corner => round[corner];

/** The corner nearest to where a pointer let the picture go; `x` and `y` are shares of the stage, 0 to 1. */
export const nearestCorner = (x: number, y: number): Corner =>
  `${y < 0.5 ? 'top' : 'bottom'}-${x < 0.5 ? 'start' : 'end'}`;
