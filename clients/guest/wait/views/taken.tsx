/** It is their turn: said, felt, and after a moment the conversation's door opens by itself. */
import { Announcement, LinkButton, StepHeading } from '@visavis/ui';
import { useEffect } from 'preact/hooks';
import { useTexts } from '../texts/index.ts';

/** Long enough to be read and said. */
const readMs = 2_500;

export function TakenPage(props: { joinLink: string | null; goTo: (url: string) => void }) {
  const { taken } = useTexts();
  const { joinLink, goTo } = props;
  useEffect(() => {
    if (joinLink === null) return;
    // Refused, and said so in the console, before the first touch of the page.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 150, 300]);
    const timer = setTimeout(() => goTo(joinLink), readMs);
    return () => clearTimeout(timer);
  }, [joinLink]);
  return (
    <section class="stack-loose">
      <StepHeading title={taken.title} />
      <p>{joinLink === null ? taken.gone : taken.words}</p>
      {joinLink !== null && (
        <div class="actions">
          <LinkButton kind="primary" icon="video" class="button-large" href={joinLink}>
            {taken.go}
          </LinkButton>
        </div>
      )}
      <Announcement urgent>{taken.title}</Announcement>
    </section>
  );
}
