/** The calm page of whoever is not signed in: why, and how to get in. */
import { Notice, StepHeading } from '@visavis/ui';
import type { SignedOutReason } from './session.ts';
import { useTexts } from './texts/index.ts';

/** One sentence about what happened, then the way in. */
export function SignInPage({ reason }: { reason: SignedOutReason }) {
  const { signIn } = useTexts();
  const titles: Record<SignedOutReason, string> = {
    none: signIn.title,
    used: signIn.usedTitle,
    ended: signIn.endedTitle,
    done: signIn.doneTitle,
  };
  const sentences: Record<SignedOutReason, string | undefined> = {
    none: undefined,
    used: signIn.used,
    ended: signIn.ended,
    done: signIn.done,
  };
  return (
    <section class="stack-loose">
      <StepHeading title={titles[reason]} />
      {sentences[reason] && <p>{sentences[reason]}</p>}
      <div class="card stack">
        <h2>{signIn.howTitle}</h2>
        <p>{signIn.howTo}</p>
        <ol class="steps">
          {signIn.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <Notice>
        <p>{signIn.guests}</p>
      </Notice>
    </section>
  );
}
