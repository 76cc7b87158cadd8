/** Takes the join link from a sent mail back into this browser, which alone may know its secret. */
import { Button, TextField } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { type PastedLink, readPastedLink } from './join-link.ts';
import { useTexts } from './texts/index.ts';

export function LinkPaste(props: {
  appointment: string;
  strong?: boolean;
  onLink: (link: Extract<PastedLink, { ok: true }>) => void;
}) {
  const { needLink } = useTexts().room;
  const [text, setText] = useState('');
  const [reason, setReason] = useState<'not-a-link' | 'other-appointment' | undefined>(undefined);
  const take = () => {
    const link = readPastedLink(text, props.appointment);
    if (link.ok) return props.onLink(link);
    setReason(link.reason);
    document.getElementById('pasted-link')?.focus();
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        id="pasted-link"
        label={needLink.field}
        value={text}
        error={reason && needLink.problems[reason]}
        onValue={(value) => {
          setText(value);
          setReason(undefined);
        }}
        input={{ autocomplete: 'off', spellcheck: false, inputMode: 'url' }}
      />
      <div class="actions">
        <Button kind={props.strong ? 'primary' : 'plain'} type="submit" icon="check">
          {needLink.submit}
        </Button>
      </div>
    </form>
  );
}
