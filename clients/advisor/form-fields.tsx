/** The fields of the appointment form in their three groups: when, with whom, how the invitation goes out. */
import { TextField, Tick } from '@visavis/ui';
import { addDays, momentOf, wallClock } from './dates.ts';
import { durationChoices, type Field, type FormSetting, type FormValues, type Problem } from './form.ts';
import { problemOf } from './form-flow.ts';
import { ChoiceRow, fieldId, useProblemWords } from './form-parts.tsx';
import { useTimes } from './setting.tsx';
import { changeDay, suggestedDays, suggestedTimes } from './suggestions.ts';
import { useTexts } from './texts/index.ts';

export interface FieldsProps {
  values: FormValues;
  problems: readonly Problem[];
  setting: FormSetting;
  change: (change: Partial<FormValues>) => void;
}

function useErrorOf(problems: readonly Problem[]) {
  const words = useProblemWords();
  return (field: Field) => words(problemOf(problems, field));
}

/** Day, time and duration. `start` is the day the form began with: it stays on offer. */
export function TimeFields(props: FieldsProps & { start: string }) {
  const { form } = useTexts();
  const times = useTimes();
  const { values, setting, change } = props;
  const errorOf = useErrorOf(props.problems);
  const today = wallClock(setting.now, setting.zone).day;
  const dayWords = (day: string) => {
    if (day === today) return form.today;
    if (day === addDays(today, 1)) return form.tomorrow;
    return times.shortDay(momentOf(day, '12:00', setting.zone) ?? setting.now);
  };
  const native =
    (type: 'date' | 'time' | 'number', field: 'day' | 'time' | 'duration') => (id: string, describedBy: string) => (
      <input
        class="input input-short"
        id={id}
        type={type}
        aria-label={form.fields[field]}
        aria-describedby={describedBy}
        aria-invalid={errorOf(field) ? true : undefined}
        {...(type === 'number' ? { min: 5, max: 480, inputMode: 'numeric' } : {})}
        value={values[field]}
        onInput={(event) => change({ [field]: event.currentTarget.value })}
      />
    );
  return (
    <>
      <ChoiceRow
        field="day"
        label={form.fields.day}
        value={values.day}
        first
        options={suggestedDays(props.start, setting).map((day) => ({ value: day, label: dayWords(day) }))}
        onValue={(day) => change(changeDay(values, day, setting))}
        error={errorOf('day')}
        other={native('date', 'day')}
      />
      <ChoiceRow
        field="time"
        label={form.fields.time}
        value={values.time}
        options={suggestedTimes(values.day, setting).map((time) => ({ value: time, label: time }))}
        onValue={(time) => change({ time })}
        error={errorOf('time')}
        other={native('time', 'time')}
      />
      <ChoiceRow
        field="duration"
        label={form.fields.duration}
        value={values.duration}
        options={durationChoices.map((count) => ({ value: String(count), label: String(count) }))}
        onValue={(duration) => change({ duration })}
        error={errorOf('duration')}
        other={native('number', 'duration')}
      />
    </>
  );
}

/** Name, e-mail, telephone. */
export function PersonFields({ values, problems, change }: FieldsProps) {
  const { form } = useTexts();
  const errorOf = useErrorOf(problems);
  return (
    <div class="form-grid">
      <TextField
        id={fieldId('name')}
        label={form.fields.name}
        value={values.name}
        error={errorOf('name')}
        onValue={(name) => change({ name })}
        input={{ autocomplete: 'off', required: true, maxLength: 200 }}
      />
      <TextField
        id={fieldId('email')}
        label={form.fields.email}
        value={values.email}
        error={errorOf('email')}
        onValue={(email) => change({ email })}
        input={{ type: 'email', inputMode: 'email', autocomplete: 'off', autocapitalize: 'off', required: true }}
      />
      <TextField
        id={fieldId('phone')}
        label={form.fields.phone}
        hint={form.phoneHint}
        value={values.phone}
        error={errorOf('phone')}
        onValue={(phone) => change({ phone })}
        input={{ type: 'tel', inputMode: 'tel', autocomplete: 'off' }}
      />
    </div>
  );
}

/** What the conversation is about: for the advisor only. */
export function SubjectField({ values, problems, change }: FieldsProps) {
  const { form } = useTexts();
  const errorOf = useErrorOf(problems);
  return (
    <TextField
      id={fieldId('subject')}
      label={form.fields.subject}
      hint={form.subjectHint}
      value={values.subject}
      error={errorOf('subject')}
      onValue={(subject) => change({ subject })}
      input={{ autocomplete: 'off', maxLength: 400 }}
    />
  );
}

interface Pick<V extends string> {
  name: string;
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  hint?: string | undefined;
  onValue: (value: V) => void;
}

function PickRow<V extends string>(props: Pick<V>) {
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{props.label}</legend>
      <div class="choice choice-small">
        {props.options.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={props.name}
              checked={props.value === value}
              onChange={() => props.onValue(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {props.hint && <p class="field-hint">{props.hint}</p>}
    </fieldset>
  );
}

/** Language, code, who mails, relay only; folded, with the present choice in its title. */
export function InvitationFields({ values, change }: FieldsProps) {
  const { form } = useTexts();
  const languages = { de: form.german, en: form.english };
  const chosen = [
    languages[values.language],
    values.code === 'with-link' ? form.chosen.codeWithLink : form.chosen.codeSeparately,
    values.mail === 'service' ? form.chosen.mailService : form.chosen.mailAdvisor,
    ...(values.relayOnly ? [form.chosen.relayOnly] : []),
  ];
  return (
    <details class="fold">
      <summary>
        <span>
          {form.invitation}: <span class="fold-chosen">{chosen.join(', ')}</span>
        </span>
      </summary>
      <div class="stack">
        <PickRow
          name="language"
          label={form.language}
          value={values.language}
          options={[
            { value: 'de', label: form.german },
            { value: 'en', label: form.english },
          ]}
          onValue={(language) => change({ language })}
        />
        <PickRow
          name="code"
          label={form.code}
          value={values.code}
          options={[
            { value: 'with-link', label: form.codeWithLink },
            { value: 'separately', label: form.codeSeparately },
          ]}
          onValue={(code) => change({ code })}
        />
        <PickRow
          name="mail"
          label={form.mail}
          value={values.mail}
          options={[
            { value: 'service', label: form.mailService },
            { value: 'advisor', label: form.mailAdvisor },
          ]}
          hint={values.mail === 'advisor' ? form.mailAdvisorHint : undefined}
          onValue={(mail) => change({ mail })}
        />
        <Tick id="appointment-relay-only" checked={values.relayOnly} onChange={(relayOnly) => change({ relayOnly })}>
          {form.relayOnly}
          <span class="field-hint block">{form.relayOnlyHint}</span>
        </Tick>
      </div>
    </details>
  );
}
