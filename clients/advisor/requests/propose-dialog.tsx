/** Proposes another time: one of the advisor's own free ones, or one that is typed. */
import type { AdvisorRequest } from '@visavis/shared';
import { Button, Dialog, FieldError, TextField, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSetting, useTimes } from '../setting.tsx';
import { byDay, type Choice, type ChoiceProblem, checkChoice } from './proposal.ts';
import { useRequestTexts } from './texts/index.ts';
import { type Answering, nameOf, useWhenWords } from './use-answer.ts';

/** As many days as one can take in at a glance. */
const mostDays = 4;

/** Undefined until they are known; none when they cannot be had: then the time is typed. */
function useProposals(id: string): readonly string[] | undefined {
  const { parts } = useSetting();
  const [slots, setSlots] = useState<readonly string[] | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    const take = (found: readonly string[]) => {
      if (!isGone) setSlots(found);
    };
    parts.booking.proposals(id).then(
      (found) => take(found.slots),
      () => take([]),
    );
    return () => {
      isGone = true;
    };
  }, [parts, id]);
  return slots;
}

function SlotChoice(props: { slots: readonly string[]; choice: Choice; onChoice: (choice: Choice) => void }) {
  const texts = useRequestTexts().proposal;
  const times = useTimes();
  const { choice, onChoice } = props;
  const days = byDay(props.slots, times.day).slice(0, mostDays);
  return (
    <fieldset class="stack" aria-describedby="proposal-error">
      <legend class="field-label">{texts.free}</legend>
      {days.length === 0 && <p class="soft">{texts.noFree}</p>}
      {days.map(({ day, slots }) => (
        <div key={day} class="stack-tight">
          <p>{day}</p>
          <div class="choice choice-small">
            {slots.map((slot) => (
              <label key={slot}>
                <input
                  type="radio"
                  name="proposal"
                  checked={choice.kind === 'slot' && choice.startsAt === slot}
                  onChange={() => onChoice({ kind: 'slot', startsAt: slot })}
                />
                <span class="numbers">
                  <span class="unseen">{day}, </span>
                  {times.time(Date.parse(slot))}
                </span>
              </label>
            ))}
          </div>
        </div>
      ))}
      <div class="choice choice-small">
        <label>
          <input
            type="radio"
            name="proposal"
            checked={choice.kind === 'own'}
            onChange={() => onChoice({ kind: 'own', day: '', time: '' })}
          />
          <span>{texts.other}</span>
        </label>
      </div>
    </fieldset>
  );
}

function OwnTime({
  choice,
  onChoice,
}: {
  choice: Extract<Choice, { kind: 'own' }>;
  onChoice: (choice: Choice) => void;
}) {
  const texts = useRequestTexts().proposal;
  const field = (name: 'day' | 'time', type: 'date' | 'time') => (
    <TextField
      id={`proposal-${name}`}
      label={texts[name]}
      value={choice[name]}
      onValue={(value) => onChoice({ ...choice, [name]: value })}
      input={{ type, 'aria-describedby': 'proposal-error' }}
    />
  );
  return (
    <div class="form-grid">
      {field('day', 'date')}
      {field('time', 'time')}
    </div>
  );
}

export function ProposeDialog(props: { request: AdvisorRequest; answering: Answering; onClose: () => void }) {
  const { request, answering, onClose } = props;
  const { day, session } = useSetting();
  const texts = useRequestTexts();
  const { words } = useUiTexts();
  const when = useWhenWords();
  const slots = useProposals(request.id);
  const [choice, setChoice] = useState<Choice>({ kind: 'none' });
  const [problem, setProblem] = useState<ChoiceProblem | undefined>(undefined);
  const submit = async () => {
    const zone = session.organisation.timeZone;
    const checked = checkChoice(choice, { zone, now: day.now(), wished: request.startsAt });
    setProblem('problem' in checked ? checked.problem : undefined);
    if ('problem' in checked) return;
    const came = await answering.answer(request, { answer: 'propose', startsAt: checked.startsAt });
    if (came === 'done') onClose();
  };
  const { said, failure, busy } = answering;
  return (
    <Dialog title={texts.proposal.title(nameOf(request))} onClose={onClose} steady>
      <form
        class="stack-loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{texts.proposal.wished(when(request.wishedFor ?? request.startsAt))}</p>
        {failure && <FailureNotice what={texts.notDone} error={failure} focused />}
        {slots === undefined ? (
          <p role="status">{words.loading}</p>
        ) : (
          <SlotChoice slots={slots} choice={choice} onChoice={setChoice} />
        )}
        {choice.kind === 'own' && <OwnTime choice={choice} onChoice={setChoice} />}
        <FieldError id="proposal-error">
          {problem ? texts.proposal[problem] : said?.tone === 'warn' ? said.text : undefined}
        </FieldError>
        <div class="actions">
          <Button kind="primary" type="submit" icon="send" busy={busy !== undefined}>
            {texts.proposal.submit}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
