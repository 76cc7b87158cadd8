/** Letters on the guest's pages: a key, then the code where the link does not carry it, then the letters. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Fetch } from '../api-request.ts';
import { Button } from '../button.tsx';
import { TextField } from '../field.tsx';
import { Letters } from './letters.tsx';
import { useLetterTexts } from './texts.ts';
import { guestLetters } from './ways.ts';

export interface GuestLettersProps {
  fetch: Fetch;
  /** What the letters are about: an appointment by its join link, or a request by its own. */
  about: { appointment: string } | { request: string };
  /** Undefined where it was told separately: then the page asks. */
  code: string | undefined;
  timeZone: string | undefined;
}

const isCode = (text: string) => /^\d{8}$/.test(text);

/** `isAgain`: the one before was wrong. */
function CodeForm({ isAgain, onCode }: { isAgain: boolean; onCode: (code: string) => void }) {
  const texts = useLetterTexts();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    if (isAgain) document.getElementById('letters-code')?.focus();
  }, []);
  const digits = typed.replace(/\D/g, '');
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!isCode(digits));
        if (isCode(digits)) onCode(digits);
      }}
    >
      <TextField
        id="letters-code"
        class="input-code"
        label={texts.code}
        hint={texts.codeHint}
        error={isWrong ? texts.codeMissing : undefined}
        value={typed}
        onValue={setTyped}
        input={{ inputMode: 'numeric', autocomplete: 'one-time-code' }}
      />
      <div>
        <Button kind="primary" type="submit" icon="message-square-text">
          {texts.open}
        </Button>
      </div>
    </form>
  );
}

/** Asks nothing of the service before the key is pressed, so that a mail scanner marks nothing as read. */
export function GuestLetters({ fetch, about, code, timeZone }: GuestLettersProps) {
  const texts = useLetterTexts();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [isAgain, setAgain] = useState(false);
  // The link's own may have been replaced since: then the one that was told counts.
  const known = typed ?? (isAgain ? undefined : code);
  const id = 'request' in about ? about.request : about.appointment;
  const ways = useMemo(
    () => (known === undefined ? undefined : guestLetters(fetch, { ...about, code: known })),
    [fetch, id, known],
  );
  const askAgain = () => {
    setAgain(true);
    setTyped(undefined);
  };
  return (
    <section class="stack">
      <div>
        <Button icon="message-square-text" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? texts.close : texts.key(0)}
        </Button>
      </div>
      {isOpen && (
        <div class="card stack">
          <h2>{texts.title}</h2>
          {ways === undefined ? (
            <CodeForm isAgain={isAgain} onCode={setTyped} />
          ) : (
            <Letters {...{ ways, timeZone }} side="guest" onCodeAgain={askAgain} />
          )}
        </div>
      )}
    </section>
  );
}
