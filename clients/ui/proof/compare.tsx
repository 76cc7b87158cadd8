/** Comparing four words: one reads them out, the other finds the first and reads them back, the first confirms. */
import type { Call, CallView } from '@visavis/call';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { useProofTexts } from '../texts/proof.ts';
import type { ProofStep } from './proof-step.ts';
import { FourWords, WordCard } from './word-card.tsx';

export interface CompareProps {
  call: Call;
  view: CallView;
  step: Extract<ProofStep, 'read' | 'choose' | 'read-out' | 'wait'>;
  name: string;
  phone: string | undefined;
}

export function Compare(props: CompareProps) {
  const { step, name, call } = props;
  const { privacy } = props.view;
  const { compare } = useProofTexts();
  return (
    <>
      {(step === 'read' || step === 'choose') && <p>{compare.why(name)}</p>}
      {step === 'choose' && <FirstWord {...props} />}
      {step === 'read' && <h3>{compare.read}</h3>}
      {step === 'wait' && <p role="status">{compare.guestWaits(name)}</p>}
      {step === 'read-out' && <p role="status">{compare.readOut(name)}</p>}
      {step !== 'choose' && <FourWords words={privacy.words} digits={privacy.digits} />}
      {step === 'read-out' && <p>{compare.advisorWaits(name)}</p>}
      {step === 'read' && (
        <>
          <p>{compare.listen(name)}</p>
          <div class="actions">
            <Button kind="primary" icon="check" onClick={() => call.confirmWords(true)}>
              {compare.same}
            </Button>
            <Button icon="x" onClick={() => call.confirmWords(false)}>
              {compare.different}
            </Button>
          </div>
        </>
      )}
      <Voice {...props} />
    </>
  );
}

/** Six words, one of which the other person reads out: nobody can press it away without having listened. */
function FirstWord({ call, view, name }: CompareProps) {
  const { compare } = useProofTexts();
  const { choices, triesLeft } = view.privacy;
  return (
    <fieldset class="word-choice">
      <legend>{compare.choose(name)}</legend>
      {triesLeft < 3 && (
        <Notice tone="warn" live>
          {compare.wrong(triesLeft)}
        </Notice>
      )}
      <div class="words">
        {choices?.map((index) => (
          <button key={index} type="button" class="word-button" onClick={() => call.chooseFirstWord(index)}>
            <WordCard index={index} />
          </button>
        ))}
      </div>
      <Button kind="quiet" small onClick={() => call.chooseFirstWord(undefined)}>
        {compare.none}
      </Button>
    </fieldset>
  );
}

/** How two people speak who may not hear each other yet: by telephone, or by sound that both allow. */
function Voice({ call, view, name, phone }: CompareProps) {
  const { voice } = useProofTexts();
  const { soundForComparing: sound } = view.privacy;
  const allow = (on: boolean) => () => call.allowSoundForComparing(on);
  return (
    <section class="proof-voice">
      <h3>{voice.title}</h3>
      {sound === 'on' ? <p>{voice.on}</p> : <p>{voice.phone(phone)}</p>}
      {sound === 'wanted' && <p role="status">{voice.wanted(name)}</p>}
      {sound === 'offered' && <p role="status">{voice.offered(name)}</p>}
      {(sound === 'off' || sound === 'offered') && (
        <>
          <Button icon="volume-2" small onClick={allow(true)}>
            {sound === 'off' ? voice.allow : voice.accept}
          </Button>
          <p class="hint">{voice.hint}</p>
        </>
      )}
      {(sound === 'wanted' || sound === 'on') && (
        <Button kind="quiet" icon="volume-off" small onClick={allow(false)}>
          {sound === 'on' ? voice.stop : voice.takeBack}
        </Button>
      )}
    </section>
  );
}
