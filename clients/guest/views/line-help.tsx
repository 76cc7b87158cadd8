/** What to do about a line that is slow, gone, or not measured yet; loaded when there is something to do. */
import { Button, HelpLine, TextField } from '@visavis/ui';
import { useState } from 'preact/hooks';
import type { Found } from '../journey-types.ts';
import { grouped, onlyDigits } from '../link.ts';
import { useTexts } from '../texts/index.ts';
import { useLineHelpTexts } from '../texts/line-help.ts';
import type { PageProps } from './page-props.ts';

type HelpProps = PageProps & Pick<Found, 'network'> & { need: LineNeed };

/** `code`: nothing has shown yet who this is, so that nobody could measure. */
export type LineNeed = 'code' | 'faster' | 'other';

/** Under the marks of a check. */
export function LineHelp(props: HelpProps) {
  if (props.need === 'code') return <LineCode {...props} />;
  return (
    <>
      {props.need === 'faster' && <Faster {...props} />}
      <Again {...props} />
    </>
  );
}

function Again({ send }: HelpProps) {
  const texts = useLineHelpTexts();
  return (
    <div class="actions">
      <Button icon="refresh-cw" onClick={() => send({ type: 'measure-again' })}>
        {texts.again}
      </Button>
    </div>
  );
}

/** What makes a line faster, and whom to call when nothing does. */
function Faster({ facts }: HelpProps) {
  const texts = useLineHelpTexts();
  return (
    <section class="stack">
      <p>{texts.faster}</p>
      <ul class="steps">
        {texts.fasterSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <p>{texts.notFaster}</p>
      <HelpLine phone={facts.organisation?.phone} />
    </section>
  );
}

/** Stays while it measures, so that a wrong code can be put right. */
function LineCode({ send, network }: HelpProps) {
  const { arrive } = useTexts();
  const texts = useLineHelpTexts();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState<'short' | 'asked' | undefined>(undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isWhole = code.length === 8;
    setTried(isWhole ? 'asked' : 'short');
    if (isWhole) send({ type: 'measure-again', code });
  };
  const refused = tried === 'asked' && network === 'failed' ? texts.codeWrong : undefined;
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p>{texts.withCode}</p>
      <TextField
        id="check-code"
        label={arrive.code}
        hint={arrive.codeHint}
        error={tried === 'short' ? arrive.codeMissing : refused}
        class="input-code"
        value={grouped(code)}
        onValue={(typed) => {
          setCode(onlyDigits(typed).slice(0, 8));
          setTried(undefined);
        }}
        input={{ inputMode: 'numeric', autocomplete: 'one-time-code' }}
      />
      <div class="actions">
        <Button type="submit" icon="wifi" busy={network === 'running'}>
          {texts.measure}
        </Button>
      </div>
    </form>
  );
}
