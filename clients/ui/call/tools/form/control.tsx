/** What a person fills a field in with: the browser's own controls, the same on the page and in the list. */
import { useId } from 'preact/hooks';
import { type FieldState, useField } from './desk.ts';
import type { Field, Place } from './field.ts';
import { SharedText } from './shared-text.tsx';
import { useFormTexts } from './texts.ts';

export interface ControlProps {
  field: Field;
  id: string;
  class: string;
  /** Where no label stands beside it. */
  label?: string | undefined;
  describedBy?: string | undefined;
  style?: Record<string, string> | undefined;
}

const one = ({ value }: FieldState): string => (typeof value === 'string' ? value : (value[0] ?? ''));

const common = ({ field, id, label, describedBy, style, ...rest }: ControlProps, { isTheirs, here }: FieldState) => ({
  id,
  class: `${rest.class}${isTheirs ? ' form-theirs' : ''}`,
  'aria-label': label,
  'aria-describedby': describedBy,
  'aria-required': field.isRequired ? (true as const) : undefined,
  ...(style && { style }),
  ...here,
});

function TextControl(props: ControlProps) {
  const { field } = props;
  const state = useField(field);
  const choices = useId();
  return (
    <>
      <SharedText
        value={one(state)}
        isMultiLine={field.isMultiLine}
        onText={state.fill}
        attributes={{
          ...common(props, state),
          autocomplete: 'off' as const,
          readOnly: state.isFixed,
          ...(field.maxLength > 0 && { maxLength: field.maxLength }),
          ...(field.isMultiLine && { rows: 4 }),
          ...(field.isEditable && { list: choices }),
        }}
      />
      {field.isEditable && (
        <datalist id={choices}>
          {field.options.map(({ value, label }) => (
            <option key={value} value={value} label={label} />
          ))}
        </datalist>
      )}
    </>
  );
}

function ChoiceControl(props: ControlProps) {
  const texts = useFormTexts();
  const { field } = props;
  const state = useField(field);
  const isList = field.kind === 'list';
  const chosen = typeof state.value === 'string' ? [state.value] : state.value;
  return (
    <select
      {...common(props, state)}
      disabled={state.isFixed}
      multiple={isList && field.isMultiple}
      {...(isList && { size: Math.min(6, Math.max(2, field.options.length)) })}
      onChange={({ currentTarget }) => {
        const values = [...currentTarget.selectedOptions].map(({ value }) => value).filter((value) => value !== '');
        state.fill(isList ? values : (values[0] ?? ''));
      }}
    >
      {!isList && (
        <option value="" selected={chosen.every((value) => value === '')}>
          {texts.nothing}
        </option>
      )}
      {field.options.map(({ value, label }) => (
        <option key={value} value={value} selected={chosen.includes(value)}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** A box, or one of several circles. */
export function TickControl({ place, group, ...props }: ControlProps & { place: Place; group: string }) {
  const { field } = props;
  const state = useField(field);
  const isCircle = field.kind === 'radio';
  return (
    <input
      {...common(props, state)}
      type={isCircle ? 'radio' : 'checkbox'}
      {...(isCircle && { name: group })}
      checked={one(state) === place.state}
      disabled={state.isFixed}
      onChange={({ currentTarget }) => state.fill(currentTarget.checked ? place.state : '')}
    />
  );
}

/** For every kind but boxes, circles and signatures. */
export function Control(props: ControlProps) {
  const isText = props.field.kind === 'text' || props.field.isEditable;
  return isText ? <TextControl {...props} /> : <ChoiceControl {...props} />;
}
