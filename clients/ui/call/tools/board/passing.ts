/** What of the other side is seen and not kept: strokes on their way and where they point to. Pure; old news fades. */
import type { Ink, Size } from './board-value.ts';
import type { Message } from './wire.ts';

/** A stroke that is not finished yet. */
export interface PassingStroke {
  sheet: string;
  ink: Ink;
  size: Size;
  points: readonly number[];
  until: number;
}

export interface PassingPoint {
  sheet: string;
  x: number;
  y: number;
  until: number;
}

export interface Passing {
  readonly strokes: ReadonlyMap<string, PassingStroke>;
  readonly pointer: PassingPoint | undefined;
}

export const nothingPassing: Passing = { strokes: new Map(), pointer: undefined };

export type PassingEvent =
  | Extract<Message, { type: 'live' | 'point' }>
  /** These strokes arrived as a whole. */
  | { type: 'arrived'; ids: readonly string[] }
  | { type: 'tick' };

/** In milliseconds. */
export const staysFor = { stroke: 8_000, pointer: 3_000 } as const;
const mostStrokes = 4;
const mostNumbers = 4_000;

const without = (passing: Passing, isGone: (id: string, stroke: PassingStroke) => boolean): Passing => {
  const left = [...passing.strokes].filter(([id, stroke]) => !isGone(id, stroke));
  return left.length === passing.strokes.size ? passing : { ...passing, strokes: new Map(left) };
};

/** From 0 on a stroke begins anew; with no points at all it is withdrawn. */
function grow(passing: Passing, event: Extract<PassingEvent, { type: 'live' }>, now: number): Passing {
  const { id, sheet, ink, size, from } = event;
  if (from === 0 && event.points.length === 0) return without(passing, (known) => known === id);
  const known = passing.strokes.get(id);
  const before = from === 0 ? [] : (known?.points ?? []);
  const fits = from === before.length && before.length + event.points.length <= mostNumbers;
  if (!fits || (!known && passing.strokes.size >= mostStrokes)) return passing;
  const strokes = new Map(passing.strokes);
  strokes.set(id, { sheet, ink, size, points: [...before, ...event.points], until: now + staysFor.stroke });
  return { ...passing, strokes };
}

/** What is to be seen after `event`; the same object when nothing changed. */
export function passingStep(passing: Passing, event: PassingEvent, now: number): Passing {
  switch (event.type) {
    case 'live':
      return grow(passing, event, now);
    case 'point':
      return { ...passing, pointer: { sheet: event.sheet, x: event.x, y: event.y, until: now + staysFor.pointer } };
    case 'arrived':
      return without(passing, (id) => event.ids.includes(id));
    case 'tick': {
      const rest = without(passing, (_id, { until }) => until <= now);
      return rest.pointer && rest.pointer.until <= now ? { ...rest, pointer: undefined } : rest;
    }
    default:
      return event satisfies never;
  }
}

/** When the next news fades; undefined when there is none. */
export function fadesAt({ strokes, pointer }: Passing): number | undefined {
  const times = [...strokes.values(), ...(pointer ? [pointer] : [])].map(({ until }) => until);
  return times.length === 0 ? undefined : Math.min(...times);
}
