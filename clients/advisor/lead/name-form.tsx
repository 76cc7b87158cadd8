/** The form in which an advisor's name is written anew, where it stands. */
import type { AdvisorEntry } from '@visavis/shared';
import { Button, TextField } from '@visavis/ui';
import { useLayoutEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { checkName, nameToSend } from './advisors-form.ts';
import { useLeadTexts } from './texts/index.ts';

interface NameProps {
  entry: AdvisorEntry;
  onChanged: () => void;
  onClose: () => void;
}

function useName({ entry, onChanged, onClose }: NameProps) {
  const { parts } = useHouse();
  const saving = useSaving();
  const [typed, setTyped] = useState(entry.name);
  const [tried, setTried] = useState(false);
  const problem = checkName(typed, entry);
  const id = `advisor-name-${entry.id}`;
  // Before anybody can see it: what is typed next belongs into the field.
  useLayoutEffect(() => document.getElementById(id)?.focus(), [id]);
  const submit = async () => {
    setTried(true);
    if (problem !== undefined) return document.getElementById(id)?.focus();
    const isDone = await saving.save(async () => {
      await parts.lead.changeAdvisor(entry.id, { name: nameToSend(typed) });
    });
    if (!isDone) return;
    onChanged();
    onClose();
  };
  return { id, typed, setTyped, problem: tried ? problem : undefined, saving, submit };
}

export function NameForm(props: NameProps) {
  const { advisors: texts, save } = useLeadTexts();
  const { id, typed, setTyped, problem, saving, submit } = useName(props);
  const { toldName } = props.entry;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      {saving.failure && <FailureNotice what={texts.notChanged} error={saving.failure} focused />}
      <TextField
        id={id}
        label={texts.nameLabel}
        hint={toldName === null ? texts.nameHint : texts.toldNameHint(toldName)}
        value={typed}
        error={problem && texts.nameProblems[problem]}
        onValue={setTyped}
        input={{ autocomplete: 'off' }}
      />
      <div class="row">
        <Button type="submit" kind="primary" icon="check" small busy={saving.state === 'saving'}>
          {save}
        </Button>
        <Button small onClick={props.onClose}>
          {texts.leave}
        </Button>
      </div>
    </form>
  );
}
