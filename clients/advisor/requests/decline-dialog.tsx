/** Declines a request after one question, with a sentence for the mail where the advisor chooses one. */
import type { AdvisorRequest, DeclineReason } from '@visavis/shared';
import { Button, Dialog } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useRequestTexts } from './texts/index.ts';
import { type Answering, nameOf, useWhenWords } from './use-answer.ts';

const reasons: readonly (DeclineReason | undefined)[] = [
  ...([undefined, 'no-time', 'other-service', 'by-phone', 'already-booked'] as const),
];

export function DeclineDialog(props: { request: AdvisorRequest; answering: Answering; onClose: () => void }) {
  const { request, answering, onClose } = props;
  const texts = useRequestTexts();
  const when = useWhenWords();
  const [reason, setReason] = useState<DeclineReason | undefined>(undefined);
  const submit = async () => {
    const came = await answering.answer(request, { answer: 'decline', ...(reason && { reason }) });
    if (came !== 'failed') onClose();
  };
  return (
    <Dialog
      title={texts.refusal.title(nameOf(request))}
      onClose={onClose}
      foot={
        <>
          <Button kind="stop" busy={answering.busy !== undefined} onClick={() => void submit()}>
            {texts.refusal.submit}
          </Button>
          <Button onClick={onClose}>{texts.refusal.keep}</Button>
        </>
      }
    >
      {answering.failure && <FailureNotice what={texts.notDone} error={answering.failure} focused />}
      <p>
        <strong>{when(request.startsAt)}</strong>
      </p>
      <p>{texts.refusal.hint}</p>
      <fieldset class="stack-tight">
        <legend class="field-label">{texts.refusal.reason}</legend>
        <div class="choice choice-small choice-lines">
          {reasons.map((one) => (
            <label key={one ?? 'none'}>
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              <span>{one === undefined ? texts.refusal.noReason : texts.refusal.reasons[one]}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </Dialog>
  );
}
