/** The fields of the appointment form: when, with whom, about what. */
import { TextField } from '@visavis/ui';
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

const nativeTypes = { day: 'date', time: 'time', duration: 'number' } as const;

/** The browser's own input for a value that is not on offer. */
function OtherInput(props: FieldsProps & { field: keyof typeof nativeTypes; id: string; describedBy: string }) {
  const { form } = useTexts();
  const { field, values, change } = props;
  return (
    <input
      class="input input-short"
      id={props.id}
      type={nativeTypes[field]}
      aria-label={form.fields[field]}
      aria-describedby={props.describedBy}
      aria-invalid={problemOf(props.problems, field) ? true : undefined}
      {...(field === 'duration' ? { min: 5, max: 480, inputMode: 'numeric' } : {})}
      value={values[field]}
      onInput={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

/** Days as people say them: today, tomorrow, then the weekday. */
function useDayWords({ zone, now }: FormSetting) {
  const { form } = useTexts();
  const times = useTimes();
  const today = wallClock(now, zone).day;
  return (day: string) => {
    if (day === today) return form.today;
    if (day === addDays(today, 1)) return form.tomorrow;
    return times.shortDay(momentOf(day, '12:00', zone) ?? now);
  };
}

/** Day, time and duration. `start` is the day the form began with: it stays on offer. */
export function TimeFields(props: FieldsProps & { start: string }) {
  const { form } = useTexts();
  const { values, setting, change } = props;
  const errorOf = useErrorOf(props.problems);
  const dayWords = useDayWords(setting);
  const row = (field: keyof typeof nativeTypes) => ({
    field,
    label: form.fields[field],
    value: values[field],
    error: errorOf(field),
    other: (id: string, describedBy: string) => (
      <OtherInput {...props} field={field} id={id} describedBy={describedBy} />
    ),
  });
  return (
    <>
      <ChoiceRow
        {...row('day')}
        first
        options={suggestedDays(props.start, setting).map((day) => ({ value: day, label: dayWords(day) }))}
        onValue={(day) => change(changeDay(values, day, setting))}
      />
      <ChoiceRow
        {...row('time')}
        options={suggestedTimes(values.day, setting).map((time) => ({ value: time, label: time }))}
        onValue={(time) => change({ time })}
      />
      <ChoiceRow
        {...row('duration')}
        options={durationChoices.map((count) => ({ value: String(count), label: String(count) }))}
        onValue={(duration) => change({ duration })}
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
