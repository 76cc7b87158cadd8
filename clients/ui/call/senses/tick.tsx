/** A choice that is on or off, with a sentence about what it does. */
import { useId } from 'preact/hooks';

/** A tick with its sentence, and what more there is to say. */
export function Tick(props: { word: string; hint?: string; checked: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div>
      <label class="tick">
        <input
          type="checkbox"
          checked={props.checked}
          aria-describedby={props.hint && id}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.word}</span>
      </label>
      {props.hint && (
        <p class="soft" id={id}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
