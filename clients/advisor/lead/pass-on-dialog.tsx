/** Gives what lies ahead of one advisor to another: to whom, what of it, what does not fit, and afterwards what became of it. */
import type { AdvisorEntry, AheadItem, AheadList, PassedOn } from '@visavis/shared';
import { Button, Dialog, Notice, SelectField, Tick, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { type Saving, useSaving } from '../offer/use-saving.ts';
import { useHouse, useMoments } from '../setting.tsx';
import { chosenOf, successorsOf } from './advisors-form.ts';
import { useLeadTexts } from './texts/index.ts';

interface PassOnProps {
  entry: AdvisorEntry;
  all: readonly AdvisorEntry[];
  onChanged: () => void;
  onClose: () => void;
}

/** One line for an appointment or a request, without a word of the guest. */
function useItemWords(): (item: AheadItem) => string {
  const { advisors: texts } = useLeadTexts();
  const stamp = useMoments();
  return (item) => texts.item(item.kind, stamp(Date.parse(item.startsAt)), item.number);
}

function usePassOn({ entry, all, onChanged }: PassOnProps) {
  const { parts } = useHouse();
  const [successor, setSuccessor] = useState(successorsOf(entry, all)[0]?.id ?? '');
  const [ahead, setAhead] = useState<AheadList | undefined>(undefined);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<PassedOn | undefined>(undefined);
  const looking = useSaving();
  const saving = useSaving();
  useEffect(() => {
    let isWanted = true;
    setAhead(undefined);
    void looking.save(async () => {
      const found = await parts.lead.ahead(entry.id, successor);
      if (isWanted) setAhead(found);
    });
    return () => {
      isWanted = false;
    };
  }, [successor]);
  const chosen = chosenOf(ahead?.items ?? [], leftOut);
  const choose = (id: string, isOn: boolean) => {
    const next = new Set(leftOut);
    if (isOn) next.delete(id);
    else next.add(id);
    setLeftOut(next);
  };
  const give = () =>
    saving.save(async () => {
      setDone(await parts.lead.passOn(entry.id, { successor, only: chosen }));
      onChanged();
    });
  const name = all.find(({ id }) => id === successor)?.name ?? '';
  return { successor, setSuccessor, name, ahead, leftOut, choose, chosen, looking, saving, done, give };
}

type PassingOn = ReturnType<typeof usePassOn>;

function Fitting({ items, leftOut, choose }: Pick<PassingOn, 'leftOut' | 'choose'> & { items: readonly AheadItem[] }) {
  const { advisors: texts } = useLeadTexts();
  const words = useItemWords();
  if (items.length === 0) return <p>{texts.nothingFits}</p>;
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{texts.fitting}</legend>
      {items.map((item) => (
        <Tick
          key={item.id}
          id={`pass-on-${item.id}`}
          checked={!leftOut.has(item.id)}
          onChange={(isOn) => choose(item.id, isOn)}
        >
          {words(item)}
          {item.kind === 'appointment' && !item.isTold && <span class="soft"> {texts.notTold}</span>}
        </Tick>
      ))}
    </fieldset>
  );
}

/** What stays, one by one. */
function Staying({ items, sentence }: { items: readonly AheadItem[]; sentence: string }) {
  const words = useItemWords();
  if (items.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>{sentence}</p>
      <ul>
        {items.map((item) => (
          <li key={item.id}>{words(item)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Looking({ looking, isThere }: { looking: Saving; isThere: boolean }) {
  const { failed } = useLeadTexts();
  const { words } = useUiTexts();
  if (looking.failure) return <FailureNotice what={failed} error={looking.failure} />;
  return <div role="status">{!isThere && <p>{words.loading}</p>}</div>;
}

function Choice({ entry, all, state }: Pick<PassOnProps, 'entry' | 'all'> & { state: PassingOn }) {
  const { advisors: texts } = useLeadTexts();
  const { ahead, name } = state;
  return (
    <>
      {state.saving.failure && <FailureNotice what={texts.notPassedOn} error={state.saving.failure} focused />}
      <SelectField
        id="pass-on-successor"
        label={texts.successor}
        value={state.successor}
        options={successorsOf(entry, all).map((one) => ({ value: one.id, label: one.name }))}
        onValue={state.setSuccessor}
      />
      <Looking looking={state.looking} isThere={ahead !== undefined} />
      {ahead && (
        <>
          <Staying items={ahead.items.filter(({ fits }) => fits !== true)} sentence={texts.conflicts(name)} />
          <Fitting {...state} items={ahead.items.filter(({ fits }) => fits === true)} />
          <p class="soft">{texts.told}</p>
        </>
      )}
    </>
  );
}

export function PassOnDialog(props: PassOnProps) {
  const { advisors: texts } = useLeadTexts();
  const state = usePassOn(props);
  const { done, chosen, saving, name } = state;
  const foot =
    done === undefined ? (
      <>
        {chosen.length > 0 && (
          <Button kind="primary" icon="check" busy={saving.state === 'saving'} onClick={() => void state.give()}>
            {texts.give(chosen.length)}
          </Button>
        )}
        <Button onClick={props.onClose}>{texts.leave}</Button>
      </>
    ) : (
      <Button kind="primary" icon="check" focused onClick={props.onClose}>
        {texts.close}
      </Button>
    );
  return (
    <Dialog title={texts.passOnTitle(props.entry.name)} onClose={props.onClose} steady foot={foot}>
      {done === undefined ? (
        <Choice {...props} state={state} />
      ) : (
        <div role="status" class="stack">
          <Notice tone={done.passedOn > 0 ? 'good' : 'warn'}>
            <p>{done.passedOn > 0 ? texts.passedOn(done.passedOn, name) : texts.passedOnNone(name)}</p>
          </Notice>
          <Staying items={done.stayed} sentence={texts.conflicts(name)} />
          <Staying items={done.failed} sentence={texts.failed} />
        </div>
      )}
    </Dialog>
  );
}
