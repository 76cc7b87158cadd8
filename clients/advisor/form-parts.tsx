/** Pieces of the appointment form: a row of choices with a way to another value, and the summary of what is wrong. */
import { type ApiError, FieldError, Notice } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { FailureNotice } from './failure.tsx';
import type { Field, Problem } from './form.ts';
import { useTexts } from './texts/index.ts';

/** The id of the control that a problem's link leads to. */
export const fieldId = (field: Field): string => `appointment-${field}`;

/** The sentence for a problem, if there is one. */
export function useProblemWords() {
  const { form } = useTexts();
  return (problem: Problem | undefined): string | undefined =>
    problem === undefined ? undefined : (form.problems[problem.field][problem.kind] ?? form.failed);
}

export interface ChoiceRowProps {
  field: Field;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onValue: (value: string) => void;
  error: string | undefined;
  /** The browser's own input for any other value; it carries `id` and says what is wrong. */
  other: (id: string, describedBy: string) => ComponentChildren;
  /** Takes the focus when the dialogue opens. */
  first?: boolean;
}

/** Radio buttons, so that the whole row is one stop of the Tab key, the last one opening a free input. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { form } = useTexts();
  const [free, setFree] = useState(!props.options.some(({ value }) => value === props.value));
  const id = fieldId(props.field);
  const isFree = free || !props.options.some(({ value }) => value === props.value);
  return (
    <fieldset class="stack-tight" aria-describedby={props.error ? `${id}-error` : undefined}>
      <legend class="field-label">{props.label}</legend>
      <div class="choice choice-small">
        {props.options.map((option, at) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              id={at === 0 && !isFree ? id : undefined}
              autofocus={props.first && !isFree && option.value === props.value}
              checked={!isFree && option.value === props.value}
              onChange={() => {
                setFree(false);
                props.onValue(option.value);
              }}
            />
            <span class="numbers">{option.label}</span>
          </label>
        ))}
        <label>
          <input type="radio" name={id} checked={isFree} onChange={() => setFree(true)} />
          <span>{form.other}</span>
        </label>
      </div>
      {isFree && props.other(id, `${id}-error`)}
      <FieldError id={`${id}-error`}>{props.error}</FieldError>
    </fieldset>
  );
}

/** Every problem as a link to its field, or why saving failed. Takes the focus at each failed attempt. */
export function FormSummary(props: {
  problems: readonly Problem[];
  failure: ApiError | undefined;
  what: string;
  shown: number;
}) {
  const { form } = useTexts();
  const words = useProblemWords();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.shown > 0) element.current?.focus();
  }, [props.shown]);
  const { problems, failure } = props;
  return (
    <div ref={element} tabIndex={-1} class="form-summary">
      {failure && <FailureNotice what={props.what} error={failure} />}
      {problems.length > 0 && (
        <Notice tone="stop">
          <p>
            <strong>{form.summary(problems.length)}</strong>
          </p>
          <ul class="problems">
            {problems.map((problem) => (
              <li key={problem.field}>
                <a
                  href={`#${fieldId(problem.field)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(fieldId(problem.field))?.focus();
                  }}
                >
                  {form.fields[problem.field]}: {words(problem)}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
