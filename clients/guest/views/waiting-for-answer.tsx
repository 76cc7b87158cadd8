/** Pages without an answer yet: it loads, or it cannot be reached. They come with the page, because nothing else may come any more. */
import { Button, HelpLine, Problem, StepHeading, useUiTexts } from '@visavis/ui';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

/** Says in words that something is on its way; only seen after a moment, so that nothing flickers. */
export function Loading() {
  const texts = useTexts();
  return (
    <div class="loading">
      <StepHeading title={texts.loading} />
    </div>
  );
}

/** No answer: the own line, or our service. It goes on by itself; the button only makes waiting shorter. */
export function UnreachablePage(props: PageProps) {
  const texts = useTexts();
  const { words } = useUiTexts();
  const retry = (
    <Button kind="primary" icon="refresh-cw" onClick={() => props.send({ type: 'retry' })}>
      {words.tryAgain}
    </Button>
  );
  if (navigator.onLine) {
    return (
      <Problem code="unavailable" phone={props.facts.organisation?.phone} already={texts.unreachable.already}>
        {retry}
      </Problem>
    );
  }
  return (
    <section class="stack-loose">
      <StepHeading title={texts.unreachable.offline} />
      <p>{texts.unreachable.offlineNow}</p>
      <div class="actions">{retry}</div>
      <HelpLine phone={props.facts.organisation?.phone} />
    </section>
  );
}
