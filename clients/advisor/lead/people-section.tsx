/** One person's data on request: found by address or appointment, given out as a file, erased for good with a proof. */
import type { PersonErased, PersonFound, PersonKey } from '@visavis/shared';
import { Button, TextField, useLanguage } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { PickRow } from '../invitation-fields.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { checkPerson, emptyPerson, type PersonField, type PersonForm, personKey } from './people-form.ts';
import { Erased, FoundPerson } from './people-found.tsx';
import { useLeadTexts } from './texts/index.ts';

const fieldId = (field: PersonField) => `person-${field}`;

function Fields(props: {
  form: PersonForm;
  wrong: ReadonlySet<PersonField>;
  change: (part: Partial<PersonForm>) => void;
}) {
  const { people: texts } = useLeadTexts();
  const { form, wrong, change } = props;
  const fields: PersonField[] = form.by === 'email' ? ['email'] : ['name', 'number'];
  return (
    <>
      <PickRow<PersonForm['by']>
        name="person-by"
        label={texts.by}
        value={form.by}
        options={[
          { value: 'email', label: texts.byEmail },
          { value: 'appointment', label: texts.byAppointment },
        ]}
        onValue={(by) => change({ by })}
      />
      {fields.map((field) => (
        <TextField
          key={field}
          id={fieldId(field)}
          label={texts.fields[field]}
          value={form[field]}
          error={wrong.has(field) ? texts.problems[field] : undefined}
          onValue={(value) => change({ [field]: value })}
          input={{
            autocomplete: 'off',
            inputMode: field === 'number' ? 'numeric' : field === 'email' ? 'email' : 'text',
          }}
        />
      ))}
    </>
  );
}

interface Found {
  of: PersonKey;
  found: PersonFound;
}

function Search({ onFound }: { onFound: (found: Found | undefined) => void }) {
  const { people: texts } = useLeadTexts();
  const { parts } = useHouse();
  const language = useLanguage();
  const [form, setForm] = useState(emptyPerson);
  const [tried, setTried] = useState(false);
  const saving = useSaving();
  const wrong = checkPerson(form);
  const submit = async () => {
    setTried(true);
    onFound(undefined);
    const [first] = wrong;
    if (first !== undefined) return document.getElementById(fieldId(first))?.focus();
    const of = personKey(form);
    await saving.save(async () => onFound({ of, found: await parts.lead.findPerson(of, language) }));
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {saving.failure && <FailureNotice what={texts.notFound} error={saving.failure} focused />}
      <Fields
        form={form}
        wrong={tried ? wrong : new Set()}
        change={(part) => {
          onFound(undefined);
          setForm({ ...form, ...part });
        }}
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={saving.state === 'saving'}>
          {texts.search}
        </Button>
      </div>
    </form>
  );
}

export function PeopleSection() {
  const { people: texts } = useLeadTexts();
  const [found, setFound] = useState<Found | undefined>(undefined);
  const [erased, setErased] = useState<PersonErased | undefined>(undefined);
  return (
    <section class="card stack">
      <h2>{texts.title}</h2>
      <p class="soft">{texts.hint}</p>
      {erased ? (
        <Erased
          erased={erased}
          onDone={() => {
            setErased(undefined);
            setFound(undefined);
          }}
        />
      ) : (
        <>
          <Search onFound={setFound} />
          {found && <FoundPerson {...found} onErased={setErased} />}
        </>
      )}
    </section>
  );
}
