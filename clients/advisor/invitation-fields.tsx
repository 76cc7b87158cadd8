/** How the invitation goes out: language, code, who mails, relay only; folded, with the present choice in its title. */
import { Tick } from '@visavis/ui';
import type { FormValues } from './form.ts';
import { type AdvisorTexts, useTexts } from './texts/index.ts';

interface InvitationProps {
  values: FormValues;
  change: (change: Partial<FormValues>) => void;
}

const pairs = <V extends string>(words: Record<V, string>) =>
  (Object.keys(words) as V[]).map((value) => ({ value, label: words[value] }));

interface PickProps<V extends string> {
  name: string;
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  hint?: string | undefined;
  onValue: (value: V) => void;
}

/** A few choices in a row. */
export function PickRow<V extends string>(props: PickProps<V>) {
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

/** The present choice in a line. */
function chosenWords({ language, code, mail, mode, relayOnly }: FormValues, form: AdvisorTexts['form']): string {
  if (mode === 'in-person') return language === 'de' ? form.german : form.english;
  return [
    language === 'de' ? form.german : form.english,
    code === 'with-link' ? form.chosen.codeWithLink : form.chosen.codeSeparately,
    mail === 'service' ? form.chosen.mailService : form.chosen.mailAdvisor,
    ...(relayOnly ? [form.chosen.relayOnly] : []),
  ].join(', ');
}

export function InvitationFields({ values, change }: InvitationProps) {
  const { form } = useTexts();
  return (
    <details class="fold">
      <summary>
        <span>
          {form.invitation}: <span class="fold-chosen">{chosenWords(values, form)}</span>
        </span>
      </summary>
      <div class="stack">
        <PickRow
          name="language"
          label={form.language}
          value={values.language}
          options={pairs({ de: form.german, en: form.english })}
          onValue={(language) => change({ language })}
        />
        {values.mode === 'video' && <LinkFields values={values} change={change} />}
      </div>
    </details>
  );
}

/** How link and code travel, and by which way the conversation. */
function LinkFields({ values, change }: InvitationProps) {
  const { form } = useTexts();
  return (
    <>
      <PickRow
        name="code"
        label={form.code}
        value={values.code}
        options={pairs({ 'with-link': form.codeWithLink, separately: form.codeSeparately })}
        onValue={(code) => change({ code })}
      />
      <PickRow
        name="mail"
        label={form.mail}
        value={values.mail}
        options={pairs({ service: form.mailService, advisor: form.mailAdvisor })}
        hint={values.mail === 'advisor' ? form.mailAdvisorHint : undefined}
        onValue={(mail) => change({ mail })}
      />
      <Tick id="appointment-relay-only" checked={values.relayOnly} onChange={(relayOnly) => change({ relayOnly })}>
        {form.relayOnly}
        <span class="field-hint block">{form.relayOnlyHint}</span>
      </Tick>
    </>
  );
}
