/** One icon. It never stands alone: the word beside or below it carries the meaning, so readers skip the drawing. */
import { h } from 'preact';
import { drawings, type IconName } from './icon-drawings.ts';

export type { IconName } from './icon-drawings.ts';

/** A line drawing of 24 by 24 units in the colour of the text; its size follows the class, 1.25em by default. */
export function Icon(props: { name: IconName; class?: string }) {
  return (
    <svg
      class={props.class ? `icon ${props.class}` : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[props.name].map(([tag, attributes]) => h(tag, { ...attributes }))}
    </svg>
  );
}
