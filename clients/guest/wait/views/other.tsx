/** What fewer people see of the waiting page: the wish to be called, and every end. Comes when it is needed. */
import type { WalkIn, WalkInPhase } from '@visavis/shared';
import { Button, HelpLine, Notice, StepHeading, TextField, unbroken } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { useTexts } from '../texts/index.ts';
import { isPhone, type Waiting, type WaitView } from '../waiting.ts';

interface CallProps {
  view: WaitView;
  waiting: Pick<Waiting, 'decide'>;
}

/** Asks for the number. */
export function CallMePage({ view, waiting, onBack, first = '' }: CallProps & { onBack: () => void; first?: string }) {
  const { call } = useTexts();
  const [phone, setPhone] = useState(first);
  const [isWrong, setWrong] = useState(false);
  const submit = () => {
    setWrong(!isPhone(phone));
    if (isPhone(phone)) waiting.decide({ phone });
    else document.getElementById('call-phone')?.focus();
  };
  return (
    <section class="stack-loose">
      <StepHeading title={call.title} />
      <p>{call.words}</p>
      <form
        noValidate
        class="stack-loose"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          id="call-phone"
          label={call.phone}
          error={isWrong && call.wrong}
          input={{ type: 'tel', inputMode: 'tel', autocomplete: 'tel', required: true, maxLength: 31 }}
          value={phone}
          onValue={setPhone}
        />
        <div role="status">
          {view.deciding === 'failed' && (
            <Notice tone="warn">
              <p>{call.notDone}</p>
            </Notice>
          )}
        </div>
        <div class="actions">
          <Button kind="primary" type="submit" icon="phone" busy={view.deciding === 'busy'}>
            {call.submit}
          </Button>
          <Button icon="undo-2" onClick={onBack}>
            {call.back}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** The wish is kept: at which number, and how to change one's mind. */
export function AskedPage({ view, waiting, walkIn }: CallProps & { walkIn: WalkIn }) {
  const { asked } = useTexts();
  const [isChanging, setChanging] = useState(false);
  const [before, setBefore] = useState(walkIn.phone);
  if (before !== walkIn.phone) {
    setBefore(walkIn.phone);
    setChanging(false);
  }
  if (isChanging)
    return <CallMePage view={view} waiting={waiting} first={walkIn.phone ?? ''} onBack={() => setChanging(false)} />;
  return (
    <section class="stack-loose">
      <StepHeading title={asked.title} />
      <p>
        {asked.number} <strong class="numbers nowrap">{unbroken(walkIn.phone ?? '')}</strong>
      </p>
      <p>{asked.words}</p>
      <div class="actions">
        <Button icon="phone" onClick={() => setChanging(true)}>
          {asked.change}
        </Button>
        <Button icon="x" busy={view.deciding === 'busy'} onClick={() => waiting.decide('leave')}>
          {asked.never}
        </Button>
      </div>
      <HelpLine phone={view.organisation?.phone} />
    </section>
  );
}

/** Over, one way or another. */
export function EndedPage(props: { phase: WalkInPhase; phone: string | undefined }) {
  const { ended } = useTexts();
  const { phase } = props;
  const words = phase === 'left' || phase === 'called' || phase === 'expired' ? ended[phase] : ended.over;
  return (
    <section class="stack-loose">
      <StepHeading title={words.title} />
      <p>{words.text}</p>
      <HelpLine phone={props.phone} />
    </section>
  );
}

/** The portal's way in came to nothing, or the link is nobody's any more. */
export function RefusedPage(props: { refused: NonNullable<WaitView['refused']>; phone: string | undefined }) {
  const { refused: texts } = useTexts();
  const { code, incident } = props.refused;
  const words = code === 'not-found' ? texts.notHere : code === 'unavailable' ? texts.away : texts.again;
  return (
    <section class="stack-loose">
      <StepHeading title={texts.title} />
      <p>{words}</p>
      <HelpLine phone={props.phone} incident={incident} />
    </section>
  );
}
