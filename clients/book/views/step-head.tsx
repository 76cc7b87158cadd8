/** The head of a step: which one it is, and its question. */
import { StepHeading } from '@visavis/ui';
import { stepsFor } from '../booking-step.ts';
import type { Booking, StepName } from '../booking-types.ts';
import { useTexts } from '../texts/index.ts';

export function StepHead(props: { booking: Booking; step: StepName; title: string }) {
  const texts = useTexts();
  const steps = stepsFor(props.booking.services);
  const progress = texts.progress(steps.indexOf(props.step) + 1, steps.length);
  return (
    <div class="stack-tight">
      <p class="soft">{progress}</p>
      <StepHeading title={`${props.title} ${progress}`}>{props.title}</StepHeading>
    </div>
  );
}
