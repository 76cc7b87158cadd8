/** The one calm dialogue about privacy: what was checked and what was not, the comparison, and what to do when it fails. */
import '../styles/proof.css';
import type { Call, CallView } from '@visavis/call';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { type ProofTexts, useProofTexts } from '../texts/proof.ts';
import { useView } from '../use-view.ts';
import { Compare } from './compare.tsx';
import { type ProofStep, proofStep } from './proof-step.ts';
import { FourWords } from './word-card.tsx';

export interface ProofDialogProps {
  call: Call;
  /** The person opposite. */
  name: string;
  /** Whom to call instead. */
  phone: string | undefined;
  onClose: () => void;
}

type Broken = Extract<ProofStep, 'words-differ' | 'device' | 'certificate' | 'binding'>;

const brokenTexts = ({ broken }: ProofTexts, step: Broken) => broken[step === 'words-differ' ? 'words' : step];

/** Shown as long as it is on the page; what it says follows the engine. */
export function ProofDialog(props: ProofDialogProps) {
  const { call, name, phone, onClose } = props;
  const texts = useProofTexts();
  const view = useView(call);
  const step = proofStep(view);
  switch (step) {
    case 'pending':
      return (
        <Dialog title={texts.title} onClose={onClose}>
          <p>{view.privacy.frames === 'unsupported' ? texts.framesUnsupported : texts.pending}</p>
          <p>{texts.always}</p>
        </Dialog>
      );
    case 'checked':
      return (
        <Dialog title={texts.title} onClose={onClose}>
          <Checked view={view} name={name} />
        </Dialog>
      );
    case 'read':
    case 'choose':
    case 'read-out':
    case 'wait':
      return (
        <Dialog title={texts.compare.title} onClose={onClose} steady>
          <Compare call={call} view={view} step={step} name={name} phone={phone} />
        </Dialog>
      );
    default:
      return <BrokenDialog {...props} step={step} />;
  }
}

function Checked({ view, name }: { view: CallView; name: string }) {
  const texts = useProofTexts();
  const { by, otherDevice, keyChanges, words, digits } = view.privacy;
  return (
    <>
      <p>{texts.checked[by ?? 'link']}</p>
      {otherDevice && <p>{texts.otherDevice(name)}</p>}
      <p>{texts.always}</p>
      <p>{texts.keyChanges(keyChanges)}</p>
      {words && (
        <section class="stack-tight">
          <h3>{texts.ownWords.title}</h3>
          <FourWords words={words} digits={digits} />
          <p>{texts.ownWords.why}</p>
        </section>
      )}
      <section class="stack-tight">
        <h3>{texts.limits.title}</h3>
        <ul class="proof-limits">
          {texts.limits.list.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function BrokenDialog({ call, name, phone, onClose, step }: ProofDialogProps & { step: Broken }) {
  const texts = useProofTexts();
  const { title, text } = brokenTexts(texts, step);
  const leave = (
    <Button kind={step === 'device' ? 'plain' : 'stop'} icon="phone-off" onClick={() => call.hangUp()}>
      {texts.broken.leave}
    </Button>
  );
  const accept = step === 'device' && (
    <Button kind="primary" icon="check" onClick={() => call.acceptOtherDevice()}>
      {texts.broken.device.accept}
    </Button>
  );
  return (
    <Dialog
      title={typeof title === 'string' ? title : title(name)}
      onClose={onClose}
      steady
      foot={
        <>
          {accept}
          {leave}
        </>
      }
    >
      {text(phone).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Dialog>
  );
}
