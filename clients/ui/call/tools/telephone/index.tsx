/** The tool "telephone": moves the sound of the conversation to an ordinary call, and brings it back. */
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../../button.tsx';
import { TextField } from '../../../field.tsx';
import { telephoneHref, unbroken } from '../../../frame.tsx';
import { useUiTexts } from '../../../texts/index.ts';
import type { ToolProps } from '../tool.ts';
import { useTelephone } from './context.ts';
import { CallNow, NumberCard } from './number.tsx';
import { useTelephoneTexts } from './texts.ts';

/** Short, because the sign on the stage says the rest. */
export function Tool(props: ToolProps) {
  const { view, seat } = useTelephone();
  return (
    <div class="telephone-tool stack-loose">
      {view.way === 'telephone' ? (
        <Running {...props} />
      ) : seat === 'advisor' ? (
        <AdvisorPart {...props} />
      ) : (
        <GuestPart {...props} />
      )}
    </div>
  );
}

function Running({ peerName }: ToolProps) {
  const texts = useTelephoneTexts();
  const { telephone, view, seat } = useTelephone();
  return (
    <>
      <p>
        <strong>{texts.title}.</strong> {texts.silent} {texts.stays}
      </p>
      {seat === 'advisor' && view.number !== undefined && <NumberCard number={view.number} name={peerName} />}
      <div class="actions">
        <Button kind="primary" icon="volume-2" onClick={() => telephone.back()}>
          {texts.back}
        </Button>
      </div>
    </>
  );
}

function AdvisorPart({ peerName }: ToolProps) {
  const { advisor, later, stays } = useTelephoneTexts();
  const { telephone, view } = useTelephone();
  const hasAsked = view.way === 'asked' && view.by === 'own';
  return (
    <>
      <p>
        {advisor.why} {stays}
      </p>
      {!view.isTold && <p role="status">{later(peerName)}</p>}
      {view.number === undefined ? (
        <>
          <p>{hasAsked ? advisor.asked(peerName) : advisor.none}</p>
          <div class="actions">
            {!hasAsked && (
              <Button kind="primary" icon="phone" onClick={() => telephone.ask()}>
                {advisor.ask}
              </Button>
            )}
            <Button icon="phone" onClick={() => telephone.switchOver()}>
              {advisor.running(peerName)}
            </Button>
          </div>
        </>
      ) : (
        <>
          <NumberCard number={view.number} name={peerName} />
          <div class="actions">
            <CallNow number={view.number} />
          </div>
        </>
      )}
    </>
  );
}

function GuestPart({ peerName, close }: ToolProps) {
  const { guest, later, stays } = useTelephoneTexts();
  const { telephone, view, helpPhone } = useTelephone();
  const { words } = useUiTexts();
  const [number, setNumber] = useState('');
  const [isWrong, setWrong] = useState(false);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = number.trim();
    const isSaid = typed === '' && view.isKnown ? telephone.ask() : telephone.ask(typed);
    setWrong(!isSaid);
    if (isSaid) close();
  };
  return (
    <form class="stack-loose" noValidate onSubmit={ask}>
      <p>
        {guest.why} {stays}
      </p>
      {!view.isTold && <p role="status">{later(peerName)}</p>}
      <p>{view.isKnown ? guest.known(peerName) : guest.unknown(peerName)}</p>
      <TextField
        id="telephone-own"
        label={guest.number}
        hint={guest.hint(peerName)}
        error={isWrong ? guest.wrong : undefined}
        value={number}
        onValue={(value) => {
          setNumber(value);
          setWrong(false);
        }}
        input={{ type: 'tel', inputMode: 'tel', autocomplete: 'tel', maxLength: 32 }}
      />
      <div class="actions">
        <Button kind="primary" type="submit" icon="phone">
          {guest.ask}
        </Button>
      </div>
      {helpPhone && (
        <div class="stack-tight">
          <p>{guest.self}</p>
          <div>
            <LinkButton icon="phone" href={telephoneHref(helpPhone)}>
              {words.callUs(unbroken(helpPhone))}
            </LinkButton>
          </div>
        </div>
      )}
    </form>
  );
}
