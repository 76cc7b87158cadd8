/** One icon. It never stands alone: the word beside or below it carries the meaning, so readers skip the drawing. */
import { h } from 'preact';
import { drawings } from './icon-drawings.ts';
import type { laterDrawings } from './icon-drawings-later.ts';

export type IconName = keyof typeof drawings | keyof typeof laterDrawings;

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

const known: { [Name in IconName]?: Drawing } = { ...drawings };

/** What a page brings along that is loaded later; until then a word stands alone. */
export const addDrawings = (more: { readonly [Name in IconName]?: Drawing }): void => void Object.assign(known, more);

/** A line drawing whose size follows the class, 1.25em by default. */
export function Icon(props: { name: IconName; class?: string }) {
  return (
    <LineDrawing drawing={known[props.name] ?? []} class={props.class ? `icon ${props.class}` : 'icon'} stroke={2} />
  );
}
