/** The head of a step: which one it is, the way back to the one before, and its question. */
import { Button, StepHeading } from '@visavis/ui';
import { stepsFor } from '../booking-step.ts';
import type { StepName } from '../booking-types.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

export function StepHead(props: Pick<PageProps, 'booking' | 'send'> & { step: StepName; title: string }) {
  const texts = useTexts();
  const steps = stepsFor(props.booking.services);
  const at = steps.indexOf(props.step);
  const progress = texts.progress(at + 1, steps.length);
  const before = steps[at - 1];
  return (
    <div class="stack-tight">
      <div class="row row-apart step-way">
        <p class="soft">{progress}</p>
        {before && (
          <Button kind="quiet" icon="undo-2" small onClick={() => props.send({ type: 'change', step: before })}>
            {texts.back}
          </Button>
        )}
      </div>
      <StepHeading title={`${props.title} ${progress}`}>{props.title}</StepHeading>
    </div>
  );
}
