/** Form fields: label above, hint under it, error at the field, all tied together for screen readers. */
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { Icon } from './icon.tsx';

interface FieldFrame {
  /** Unique on the page; hint and error derive their ids from it. */
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: ComponentChildren;
}

/** `aria-describedby` of a field with this hint and error. */
const describedBy = ({ id, hint, error }: FieldFrame): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

/** Label, hint and error around any control that carries `id`. */
export function Field(props: FieldFrame & { children: ComponentChildren }) {
  return (
    <div class="field">
      <label class="field-label" for={props.id}>
        {props.label}
      </label>
      {props.hint && (
        <p class="field-hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      <FieldError id={`${props.id}-error`}>{props.error}</FieldError>
    </div>
  );
}

/** The sentence that says what is wrong, announced when it appears. Always in the page, so that readers notice it. */
export function FieldError(props: { id: string; children: ComponentChildren }) {
  return (
    <div id={props.id} role="alert">
      {props.children && (
        <p class="field-error">
          <Icon name="circle-alert" />
          <span>{props.children}</span>
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldFrame {
  value: string;
  onValue: (value: string) => void;
  input?: InputHTMLAttributes<HTMLInputElement>;
  class?: string;
}

/** One line of text. `input` passes `inputmode`, `autocomplete`, `type` and the like. */
export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      <input
        {...props.input}
        class={props.class ? `input ${props.class}` : 'input'}
        id={props.id}
        value={props.value}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? true : undefined}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
    </Field>
  );
}

export interface SelectFieldProps extends FieldFrame {
  value: string;
  options: readonly { value: string; label: string }[];
  onValue: (value: string) => void;
}

/** A choice among a few, in the browser's own list. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      <span class="select">
        <select
          class="input"
          id={props.id}
          value={props.value}
          aria-describedby={describedBy(props)}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => props.onValue(event.currentTarget.value)}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </Field>
  );
}

export interface TickProps {
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  error?: ComponentChildren;
  children: ComponentChildren;
}

/** A box to tick; the whole sentence is the target. */
export function Tick(props: TickProps) {
  return (
    <div class="stack-tight">
      <label class="tick tick-card" for={props.id}>
        <input
          type="checkbox"
          id={props.id}
          checked={props.checked}
          aria-describedby={props.error ? `${props.id}-error` : undefined}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.children}</span>
      </label>
      <FieldError id={`${props.id}-error`}>{props.error}</FieldError>
    </div>
  );
}
