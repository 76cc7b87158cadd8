/** The calm page of whoever is not signed in: why, and how to get in. */
import type { SignInWays } from '@visavis/shared';
import { LinkButton, Notice, StepHeading } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import type { ProviderFailure, SignedOutReason } from './session.ts';
import { useTexts } from './texts/index.ts';

/** Undefined until the service has said; when it does not say, the way that every installation has. */
function useWays(api: Pick<Api, 'ways'>): SignInWays | undefined {
  const [ways, setWays] = useState<SignInWays>();
  useEffect(() => {
    api.ways().then(setWays, () => setWays({ provider: false, link: true }));
  }, [api]);
  return ways;
}

export interface SignInPageProps {
  reason: SignedOutReason;
  api: Pick<Api, 'ways'>;
  /** Said once, above everything else. */
  failure?: ProviderFailure | undefined;
}

/** One sentence about what happened, then the way in. */
export function SignInPage({ reason, api, failure }: SignInPageProps) {
  const { signIn } = useTexts();
  const ways = useWays(api);
  const titles: Record<SignedOutReason, string> = {
    none: failure === undefined ? signIn.title : signIn.failedTitle,
    used: signIn.usedTitle,
    ended: signIn.endedTitle,
    done: signIn.doneTitle,
  };
  const sentences: Record<SignedOutReason, string | undefined> = {
    none: undefined,
    used: signIn.used,
    ended: ways?.provider ? signIn.endedProvider : signIn.ended,
    done: signIn.done,
  };
  return (
    <section class="stack-loose">
      <StepHeading title={titles[reason]} />
      {sentences[reason] && <p>{sentences[reason]}</p>}
      {reason === 'none' && failure !== undefined && <WhyNot failure={failure} />}
      {ways?.provider && <ByProvider />}
      {ways?.link && <ByLink />}
      <Notice>
        <p>{signIn.guests}</p>
      </Notice>
    </section>
  );
}

function WhyNot({ failure }: { failure: ProviderFailure }) {
  const { signIn } = useTexts();
  return (
    <Notice tone="warn">
      <p>{signIn.failures[failure.reason]}</p>
      <p class="soft">{signIn.failureCode(failure.incident)}</p>
    </Notice>
  );
}

/** A link, because the browser goes there: the provider asks in its own words. */
function ByProvider() {
  const { signIn } = useTexts();
  return (
    <div class="stack">
      <p>{signIn.byProvider}</p>
      <p>
        <LinkButton kind="primary" icon="circle-user-round" href="/api/v1/session/oidc/start">
          {signIn.go}
        </LinkButton>
      </p>
    </div>
  );
}

function ByLink() {
  const { signIn } = useTexts();
  return (
    <div class="card stack">
      <h2>{signIn.howTitle}</h2>
      <p>{signIn.howTo}</p>
      <ol class="steps">
        {signIn.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
