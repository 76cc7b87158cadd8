/** The dial-in code, asked for in a test days before where the link does not carry it: without it nobody measures a line. */
import { Button, TextField } from '@visavis/ui';
import { useState } from 'preact/hooks';
import type { Facts, Found, Purpose } from '../journey-types.ts';
import { grouped, onlyDigits } from '../link.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

/** Nothing has shown yet who this is. */
export const lacksCode = (purpose: Purpose, { device, link }: Facts): boolean =>
  purpose === 'test' && device === undefined && link?.code === undefined;

/** Stays while it measures, so that a wrong code can be put right. */
export function LineCode({ send, network }: PageProps & Pick<Found, 'network'>) {
  const { arrive, check } = useTexts();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState<'short' | 'asked' | undefined>(undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isWhole = code.length === 8;
    setTried(isWhole ? 'asked' : 'short');
    if (isWhole) send({ type: 'measure-again', code });
  };
  const refused = tried === 'asked' && network === 'failed' ? check.result.codeWrong : undefined;
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p>{check.result.withCode}</p>
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
          {check.result.measure}
        </Button>
      </div>
    </form>
  );
}
