/** One service: its words, how one meets, how long it takes and what is kept free around it. Errors stand at their field. */
import type { ServiceOffer } from '@visavis/shared';
import { Button, Dialog, TextField, Tick, useUiTexts } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { PickRow } from '../invitation-fields.tsx';
import { checkService, emptyService, type ServiceField, type ServiceForm, serviceForm } from './bookable-form.ts';
import { useOfferTexts } from './texts/index.ts';
import type { Saving } from './use-saving.ts';

export interface ServiceDialogProps {
  /** Undefined: a new one. */
  service: ServiceOffer | undefined;
  saving: Saving;
  onSave: (form: ServiceForm) => Promise<boolean>;
  onRemove: () => Promise<boolean>;
  onClose: () => void;
}

const fieldId = (field: ServiceField) => `service-${field}`;
const numbers: readonly ServiceField[] = ['duration', 'every', 'before', 'after', 'notice', 'horizon'];
const words: readonly ServiceField[] = ['title', 'description', 'englishTitle', 'englishDescription'];

function useServiceForm({ service, onSave, onClose }: ServiceDialogProps) {
  const [form, setForm] = useState<ServiceForm>(() => (service ? serviceForm(service) : emptyService));
  const [tried, setTried] = useState(false);
  const problems = tried ? checkService(form) : new Map<ServiceField, never>();
  const submit = async () => {
    setTried(true);
    const [first] = checkService(form).keys();
    if (first !== undefined) document.getElementById(fieldId(first))?.focus();
    else if (await onSave(form)) onClose();
  };
  return { form, problems, submit, change: (part: Partial<ServiceForm>) => setForm({ ...form, ...part }) };
}

/** Asks once more before it deletes. */
function RemoveKey({ onRemove, onClose }: Pick<ServiceDialogProps, 'onRemove' | 'onClose'>) {
  const { service: texts } = useOfferTexts();
  const [isSure, setSure] = useState(false);
  const remove = async () => {
    if (await onRemove()) onClose();
  };
  return (
    <div class="stack-tight">
      {isSure && <p role="status">{texts.removeSure}</p>}
      <div>
        <Button kind={isSure ? 'stop' : 'quiet'} small onClick={() => (isSure ? void remove() : setSure(true))}>
          {texts.remove}
        </Button>
      </div>
    </div>
  );
}

type Mode = ServiceForm['mode'];

function ModeRow({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const { service: texts, services } = useOfferTexts();
  return (
    <PickRow<Mode>
      name="service-mode"
      label={texts.mode}
      value={mode}
      options={[
        { value: 'video', label: services.video },
        { value: 'in-person', label: services.inPerson },
      ]}
      onValue={onMode}
    />
  );
}

export function ServiceDialog(props: ServiceDialogProps) {
  const { service: texts, notSaved, saving: savingWords } = useOfferTexts();
  const ui = useUiTexts();
  const { saving, service, onClose } = props;
  const { form, problems, submit, change } = useServiceForm(props);
  const field = (name: ServiceField) => {
    const problem = problems.get(name);
    return (
      <TextField
        key={name}
        id={fieldId(name)}
        label={texts.fields[name]}
        value={form[name]}
        error={problem && texts.problems[problem]}
        onValue={(value) => change({ [name]: value })}
        input={numbers.includes(name) ? { inputMode: 'decimal' } : { autocomplete: 'off' }}
      />
    );
  };
  return (
    <Dialog title={service ? texts.editTitle(service.texts.de.title) : texts.newTitle} onClose={onClose} steady>
      <form
        class="stack-loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {saving.failure && <FailureNotice what={notSaved} error={saving.failure} focused />}
        {words.map(field)}
        <ModeRow mode={form.mode} onMode={(mode) => change({ mode })} />
        {form.mode === 'in-person' && field('place')}
        <div class="form-grid">{numbers.map(field)}</div>
        <Tick id="service-offered" checked={form.isOffered} onChange={(isOffered) => change({ isOffered })}>
          {texts.offered}
        </Tick>
        <div class="actions">
          <Button kind="primary" type="submit" icon="check" busy={saving.state === 'saving'}>
            {saving.state === 'saving' ? savingWords : texts.save}
          </Button>
          <Button onClick={onClose}>{ui.words.cancel}</Button>
        </div>
        {service && <RemoveKey onRemove={props.onRemove} onClose={onClose} />}
      </form>
    </Dialog>
  );
}
