/** One icon. It never stands alone: the word beside or below it carries the meaning, so readers skip the drawing. */
import { h } from 'preact';
import { drawings, type IconName } from './icon-drawings.ts';

export type { IconName } from './icon-drawings.ts';

/** One of Lucide's line drawings: shapes with their attributes. */
export type Drawing = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/** Shapes on 24 by 24 units in the colour of the text; readers skip them. */
export function LineDrawing(props: { drawing: Drawing; class: string; stroke: number }) {
  return (
    <svg
      class={props.class}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={props.stroke}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {props.drawing.map(([tag, attributes]) => h(tag, { ...attributes }))}
    </svg>
  );
}

/** A line drawing whose size follows the class, 1.25em by default. */
export function Icon(props: { name: IconName; class?: string }) {
  return <LineDrawing drawing={drawings[props.name]} class={props.class ? `icon ${props.class}` : 'icon'} stroke={2} />;
}
