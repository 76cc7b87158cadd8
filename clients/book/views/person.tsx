/** Who asks: name, how to reach them, and one of two ways to be known. Errors stand at the field, and together above. */
import { Button, Notice, SelectField, TextField } from '@visavis/ui';
import type { InputHTMLAttributes } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Field, fields } from '../draft.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';
import { StepHead } from './step-head.tsx';

const idOf = (field: Field) => `person-${field}`;

const inputs: Record<Field, InputHTMLAttributes<HTMLInputElement>> = {
  firstName: { autocomplete: 'given-name', required: true, maxLength: 59 },
  lastName: { autocomplete: 'family-name', required: true, maxLength: 59 },
  phone: { type: 'tel', inputMode: 'tel', autocomplete: 'tel', required: true, maxLength: 31 },
  email: { type: 'email', inputMode: 'email', autocomplete: 'email', required: true, maxLength: 254 },
  insuranceNumber: {
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    required: true,
    maxLength: 20,
  },
  birthDate: { inputMode: 'numeric', autocomplete: 'bday', required: true, maxLength: 14 },
  subject: { autocomplete: 'off', maxLength: 200 },
};

/** `noValidate`, because our own sentences are kinder than a browser's. */
export function PersonPage({ booking, send }: Pick<PageProps, 'booking' | 'send'>) {
  const texts = useTexts();
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts > 0) document.getElementById('person-problems')?.focus();
  }, [attempts]);
  return (
    <section class="stack-loose">
      <StepHead booking={booking} send={send} step="person" title={texts.person.title} />
      <Problems booking={booking} />
      <form
        noValidate
        class="stack-loose"
        onSubmit={(event) => {
          event.preventDefault();
          send({ type: 'person-done' });
          setAttempts(attempts + 1);
        }}
      >
        <Fields booking={booking} send={send} />
        <div class="actions">
          <Button kind="primary" type="submit" icon="arrow-right">
            {texts.person.submit}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** All that does not fit, each a link to its field. */
function Problems({ booking }: Pick<PageProps, 'booking'>) {
  const { person } = useTexts();
  const wrong = fields.filter((field) => booking.problems[field] !== undefined);
  if (wrong.length === 0) return null;
  return (
    <div id="person-problems" tabIndex={-1} role="alert">
      <Notice tone="stop">
        <p>
          <strong>{person.summary}</strong>
        </p>
        <ul>
          {wrong.map((field) => (
            <li key={field}>
              <a
                href={`#${idOf(field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(idOf(field))?.focus();
                }}
              >
                {person[field]}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function Fields({ booking, send }: Pick<PageProps, 'booking' | 'send'>) {
  const { person } = useTexts();
  const { typed } = booking.draft;
  const line = (field: Field, hint?: string) => {
    const problem = booking.problems[field];
    return (
      <TextField
        id={idOf(field)}
        label={person[field]}
        hint={hint}
        error={problem && person.problems[field][problem]}
        input={inputs[field]}
        class={field === 'birthDate' ? 'birth-field' : undefined}
        value={typed[field]}
        onValue={(value) => send({ type: 'typed', typed: { [field]: value } })}
      />
    );
  };
  return (
    <>
      <SelectField
        id="person-salutation"
        label={person.salutation}
        value={typed.salutation}
        options={(['none', 'ms', 'mr'] as const).map((value) => ({ value, label: person.salutations[value] }))}
        onValue={(value) => send({ type: 'typed', typed: { salutation: value as typeof typed.salutation } })}
      />
      {line('firstName')}
      {line('lastName')}
      {line('phone', person.phoneHint)}
      {line('email', person.emailHint)}
      <ByChoice typed={typed} send={send} />
      {typed.by === 'number'
        ? line('insuranceNumber', person.insuranceNumberHint)
        : line('birthDate', person.birthDateHint)}
      {line('subject', person.subjectHint)}
    </>
  );
}

/** Insurance number or date of birth: one of them is enough. */
function ByChoice(props: { typed: PageProps['booking']['draft']['typed']; send: PageProps['send'] }) {
  const { person } = useTexts();
  const choices = [
    { by: 'number', label: person.byNumber },
    { by: 'birth', label: person.byBirth },
  ] as const;
  return (
    <fieldset class="by-choice">
      <legend class="field-label">{person.by}</legend>
      <div class="choice">
        {choices.map(({ by, label }) => (
          <label key={by}>
            <input
              type="radio"
              name="by"
              checked={props.typed.by === by}
              onChange={() => props.send({ type: 'typed', typed: { by } })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
