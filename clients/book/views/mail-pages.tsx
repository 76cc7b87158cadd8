/** Two pages that end in the person's mailbox: "please confirm your request" and "send me my link again". */
import { BookingPerson } from '@visavis/shared';
import { Button, HelpLine, StepHeading, TextField, useLanguage } from '@visavis/ui';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { type Api, troubleOf } from '../api.ts';
import type { Booking, Trouble } from '../booking-types.ts';
import { useTexts } from '../texts/index.ts';
import { useRequestTexts } from '../texts/request.ts';
import { momentWords } from '../when.ts';
import { Refusal } from './check.tsx';

interface MailPageProps {
  organisation: Booking['organisation'];
}

/** The wish waits for the mail's link. */
export function UnconfirmedPage({ expiresAt, organisation }: MailPageProps & { expiresAt: string }) {
  const { sent } = useRequestTexts();
  const { slot } = useTexts();
  const language = useLanguage();
  const until = momentWords(Date.parse(expiresAt), language, organisation?.timeZone, slot.time);
  return (
    <section class="stack-loose">
      <StepHeading title={sent.title} />
      <p>{sent.words(until)}</p>
      <p>{sent.why}</p>
      <p class="soft">{sent.none}</p>
      <HelpLine phone={organisation?.phone} />
    </section>
  );
}

interface LostProps extends MailPageProps {
  api: Api;
}

/** The answer is always the same: nobody learns here whether an address has an appointment. */
export function LostPage(props: LostProps) {
  const { lost } = useRequestTexts();
  const [isDone, setDone] = useState(false);
  if (!isDone) return <LostForm {...props} onDone={() => setDone(true)} />;
  return (
    <section class="stack-loose">
      <StepHeading title={lost.done} />
      <p>{lost.doneWords}</p>
      <HelpLine phone={props.organisation?.phone} />
    </section>
  );
}

function LostForm({ api, organisation, onDone }: LostProps & { onDone: () => void }) {
  const { lost } = useRequestTexts();
  const [email, setEmail] = useState('');
  const [phase, setPhase] = useState<'typing' | 'wrong' | 'busy'>('typing');
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const submit = () => {
    const typed = v.safeParse(BookingPerson.entries.email, email);
    setPhase(typed.success ? 'busy' : 'wrong');
    if (!typed.success) return document.getElementById('lost-email')?.focus();
    return api.lost({ email: typed.output }).then(onDone, (error) => {
      setTrouble(troubleOf(error, Date.now()));
      setPhase('typing');
    });
  };
  return (
    <section class="stack-loose">
      <StepHeading title={lost.title} />
      <p>{lost.words}</p>
      <form
        noValidate
        class="stack-loose"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          id="lost-email"
          label={lost.email}
          error={phase === 'wrong' && lost.wrong}
          input={{ type: 'email', inputMode: 'email', autocomplete: 'email', required: true, maxLength: 254 }}
          value={email}
          onValue={setEmail}
        />
        <Refusal trouble={trouble} phone={organisation?.phone} />
        <div class="actions">
          <Button kind="primary" type="submit" icon="send" busy={phase === 'busy'}>
            {lost.submit}
          </Button>
        </div>
      </form>
    </section>
  );
}
