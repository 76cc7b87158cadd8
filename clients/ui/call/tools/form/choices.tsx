/** One of a few, as radio buttons that look like keys. */

export function Choices<T extends string>(props: {
  title: string;
  name: string;
  all: readonly T[];
  value: T;
  words: Record<T, string>;
  onPick: (one: T) => void;
}) {
  return (
    <fieldset class="form-views">
      <legend class="unseen">{props.title}</legend>
      {props.all.map((one) => (
        <label key={one} class="form-view">
          <input
            class="unseen"
            type="radio"
            name={props.name}
            checked={one === props.value}
            onChange={() => props.onPick(one)}
          />
          <span>{props.words[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
