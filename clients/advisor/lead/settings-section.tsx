/** The organisation's own settings: an empty field is as the installation has it, and its hint says how that is. */
import type { SettingsView } from '@visavis/shared';
import { Button, Notice, TextField, Tick } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { PickRow } from '../invitation-fields.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { HolidayChoice } from './holiday-choice.tsx';
import { Section } from './section.tsx';
import {
  checkSettings,
  languageChoices,
  ownSettings,
  type SettingsField,
  type SettingsForm,
  settingsForm,
} from './settings-form.ts';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

const fieldId = (field: SettingsField) => `settings-${field}`;

interface PartProps {
  view: SettingsView;
  form: SettingsForm;
  change: (part: Partial<SettingsForm>) => void;
}

function Languages({ view, form, change }: PartProps) {
  const { settings: texts } = useLeadTexts();
  const choices = languageChoices(view.installation.languages);
  return (
    <PickRow
      name="settings-languages"
      label={texts.languages}
      value={form.languages}
      options={[
        { value: '', label: texts.asInstalled },
        ...choices.map((value) => ({ value, label: texts.languageNames(value.split(',')) })),
      ]}
      onValue={(languages) => change({ languages })}
    />
  );
}

function Reminders({ form, change }: PartProps) {
  const { settings: texts } = useLeadTexts();
  return (
    <PickRow<SettingsForm['reminders']>
      name="settings-reminders"
      label={texts.reminders}
      value={form.reminders}
      options={[
        { value: 'installation', label: texts.asInstalled },
        { value: 'own', label: texts.ownHours },
        { value: 'none', label: texts.noReminders },
      ]}
      onValue={(reminders) => change({ reminders })}
    />
  );
}

function Origins({ view, form, change }: PartProps) {
  const { settings: texts } = useLeadTexts();
  const { embedOrigins } = view.installation;
  if (embedOrigins.length === 0) return null;
  const toggle = (origin: string, isOn: boolean) =>
    change({ embedOrigins: embedOrigins.filter((one) => (one === origin ? isOn : form.embedOrigins.includes(one))) });
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{texts.origins}</legend>
      {embedOrigins.map((origin, at) => (
        <Tick
          key={origin}
          id={`settings-origin-${at}`}
          checked={form.embedOrigins.includes(origin)}
          onChange={(isOn) => toggle(origin, isOn)}
        >
          {origin}
        </Tick>
      ))}
    </fieldset>
  );
}

function useSettingsForm(view: SettingsView, onSaved: (view: SettingsView) => void) {
  const { parts } = useHouse();
  const [form, setForm] = useState(() => settingsForm(view));
  const [tried, setTried] = useState(false);
  const saving = useSaving();
  const found = checkSettings(form, view.installation.retentionDays);
  const submit = async () => {
    setTried(true);
    const [first] = found.keys();
    if (first !== undefined) return document.getElementById(fieldId(first))?.focus();
    await saving.save(async () => onSaved(await parts.lead.saveSettings(view.revision, ownSettings(form, view))));
  };
  const change = (part: Partial<SettingsForm>) => {
    saving.touch();
    setForm({ ...form, ...part });
  };
  return { form, saving, problems: tried ? found : new Map<SettingsField, never>(), submit, change };
}

function Form({ view, onSaved }: { view: SettingsView; onSaved: (view: SettingsView) => void }) {
  const { settings: texts, notSaved, saved, save } = useLeadTexts();
  const { form, saving, problems, submit, change } = useSettingsForm(view, onSaved);
  const field = (name: SettingsField, kind: 'text' | 'tel' | 'numeric' = 'text') => {
    const problem = problems.get(name);
    return (
      <TextField
        id={fieldId(name)}
        label={texts.fields[name]}
        hint={texts.hints[name](view.installation)}
        value={form[name]}
        error={problem && texts.problems[problem](view.installation.retentionDays)}
        onValue={(value) => change({ [name]: value })}
        input={{ autocomplete: 'off', inputMode: kind }}
      />
    );
  };
  const parts = { view, form, change };
  return (
    <form
      class="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {saving.failure && <FailureNotice what={notSaved} error={saving.failure} focused />}
      {field('name')}
      <div class="form-grid">
        {field('phone', 'tel')}
        {field('mailPhone', 'tel')}
      </div>
      <Languages {...parts} />
      <HolidayChoice {...parts} />
      {field('retentionDays', 'numeric')}
      <Reminders {...parts} />
      {form.reminders === 'own' && field('remindHours')}
      <Origins {...parts} />
      <div role="status">{saving.state === 'saved' && <Notice tone="good">{saved}</Notice>}</div>
      <div class="actions">
        <Button type="submit" kind="primary" icon="check" busy={saving.state === 'saving'}>
          {save}
        </Button>
      </div>
    </form>
  );
}

export function SettingsSection() {
  const { settings: texts } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.settings);
  return (
    <Section title={texts.title} hint={texts.hint} loaded={loaded}>
      {(view) => <Form view={view} onSaved={loaded.put} />}
    </Section>
  );
}
