/** At the door: what the link does not know is typed here, the terms are agreed to, and one button confirms both. */
import { Button, HelpLine, LegalLink, Notice, StepHeading, TextField, Tick, useNow, useUiTexts } from '@visavis/ui';
import { useEffect } from 'preact/hooks';
import type { Field, Place, Trouble } from '../journey-types.ts';
import { grouped, onlyDigits } from '../link.ts';
import { useTexts } from '../texts/index.ts';
import { MovedNotice, useAppointment, WhenChip } from './appointment-line.tsx';
import type { PageProps } from './page-props.ts';

type Arrive = Extract<Place, { phase: 'arrive' }>;
type ArriveProps = PageProps & { at: Arrive };

/** The whole page; `noValidate`, because our own sentences are kinder than a browser's. */
export function ArrivePage(props: ArriveProps) {
  const { facts, at } = props;
  const texts = useTexts();
  const { advisor } = useAppointment(facts);
  useEffect(() => {
    if (at.missing) document.getElementById(`arrive-${at.missing}`)?.focus();
  }, [at.missing, at]);
  return (
    <section class="stack-loose">
      <WhenChip facts={facts} />
      <StepHeading title={facts.answer ? texts.arrive.title(advisor) : texts.arrive.titleByNumber} />
      <MovedNotice facts={facts} />
      {!facts.link && <p>{facts.linkBroken ? texts.arrive.broken : texts.arrive.byNumber}</p>}
      <form
        noValidate
        class="stack-loose"
        onSubmit={(event) => {
          event.preventDefault();
          props.send({ type: 'submit' });
        }}
      >
        <Fields {...props} />
        <Consent {...props} />
        <Refusal trouble={at.trouble} phone={facts.organisation?.phone} />
        <SubmitButton {...props} />
      </form>
    </section>
  );
}

/** Number, code and name, each only where it is not known yet. */
function Fields({ facts, at, send }: ArriveProps) {
  const { arrive } = useTexts();
  const missing = (field: Field, sentence: string) => (at.missing === field ? sentence : undefined);
  const digits = (field: 'number' | 'code', max: number) => ({
    value: grouped(onlyDigits(at.typed[field]).slice(0, max)),
    onValue: (value: string) => send({ type: 'typed', field, value: onlyDigits(value).slice(0, max) }),
  });
  return (
    <>
      {!facts.link && (
        <TextField
          id="arrive-number"
          label={arrive.number}
          hint={arrive.numberHint}
          error={missing('number', arrive.numberMissing)}
          class="input-code input-number"
          input={{ inputMode: 'numeric', autocomplete: 'off', required: true }}
          {...digits('number', 10)}
        />
      )}
      {!facts.device && !facts.link?.code && (
        <TextField
          id="arrive-code"
          label={arrive.code}
          hint={arrive.codeHint}
          error={missing('code', arrive.codeMissing)}
          class="input-code"
          input={{ inputMode: 'numeric', autocomplete: 'one-time-code', required: true }}
          {...digits('code', 8)}
        />
      )}
      {!facts.link && (
        <TextField
          id="arrive-name"
          label={arrive.name}
          hint={arrive.nameHint}
          error={missing('name', arrive.nameMissing)}
          input={{ autocomplete: 'name', required: true, maxLength: 120 }}
          value={at.typed.name}
          onValue={(value) => send({ type: 'typed', field: 'name', value })}
        />
      )}
    </>
  );
}

/** The tick, and both documents beside it, each in its own tab. */
function Consent({ facts, at, send }: ArriveProps) {
  const { arrive } = useTexts();
  const { words } = useUiTexts();
  return (
    <div class="stack-tight">
      <Tick
        id="arrive-agreed"
        checked={at.typed.agreed}
        error={at.missing === 'agreed' && arrive.agreeMissing}
        onChange={(agreed) => send({ type: 'agreed', agreed })}
      >
        {arrive.agree}
      </Tick>
      <p class="row">
        <span>{arrive.read}</span>
        <LegalLink href="/terms">{words.terms}</LegalLink>
        <LegalLink href="/privacy">{words.privacy}</LegalLink>
        {facts.organisation && <span class="soft">({arrive.version(facts.organisation.consent.version)})</span>}
      </p>
    </div>
  );
}

/** Seconds until another attempt; 0 when there is nothing to wait for. */
const waitSeconds = (trouble: Trouble | undefined, now: number): number =>
  trouble?.untilMs === undefined ? 0 : Math.max(0, Math.ceil((trouble.untilMs - now) / 1000));

/** Why the door stayed shut: the same sentence whatever the cause, how long to wait, and whom to call. */
function Refusal(props: { trouble: Trouble | undefined; phone: string | undefined }) {
  const { arrive } = useTexts();
  const { errors, words } = useUiTexts();
  const now = useNow(1_000);
  const { trouble } = props;
  const seconds = waitSeconds(trouble, now);
  return (
    <div class="stack" role="alert">
      {trouble && (
        <>
          <Notice tone="stop">
            <p>
              <strong>{errors[trouble.code].what}</strong>
            </p>
            <p>{errors[trouble.code].now}</p>
            {trouble.untilMs !== undefined && (
              // Counts each second: aloud only when it is over.
              <p aria-live={seconds > 0 ? 'off' : undefined}>
                {seconds > 0 ? arrive.wait(words.wait(seconds)) : arrive.mayTry}
              </p>
            )}
          </Notice>
          <HelpLine phone={props.phone} incident={trouble.incident} />
        </>
      )}
    </div>
  );
}

function SubmitButton({ at }: ArriveProps) {
  const { arrive } = useTexts();
  const waiting = waitSeconds(at.trouble, useNow(1_000)) > 0;
  return (
    <div class="actions">
      <Button kind="primary" type="submit" icon="arrow-right" busy={at.busy || waiting}>
        {at.busy ? arrive.busy : arrive.submit}
      </Button>
    </div>
  );
}
