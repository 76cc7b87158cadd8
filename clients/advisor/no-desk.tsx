/** The page of somebody who leads or operates and does not advise: no appointments, no guests, the statistics and the way out. */
import type { Session } from '@visavis/shared';
import { Frame, type Language, StepHeading } from '@visavis/ui';
import type { Parts } from './parts.ts';
import type { SessionEvent } from './session.ts';
import { useSignOut } from './sign-out.ts';
import { SignedIn } from './signed-in.tsx';
import { LaterStatistics } from './statistics/later-statistics.tsx';
import { useTexts } from './texts/index.ts';

export function NoDesk(props: {
  parts: Parts;
  session: Session;
  onLanguage: (language: Language) => void;
  onSession: (event: SessionEvent) => void;
}) {
  const { signIn } = useTexts();
  const { advisor, organisation, roles } = props.session;
  const signOut = useSignOut(props.parts, props.onSession);
  return (
    <Frame
      organisation={organisation}
      onLanguage={props.onLanguage}
      aside={<SignedIn name={advisor.name} onSignOut={signOut} />}
    >
      <section class="stack">
        <StepHeading title={signIn.noDeskTitle} />
        <p>{roles.includes('lead') ? signIn.noDeskLead : signIn.noDeskOperator}</p>
      </section>
      <LaterStatistics parts={props.parts} timeZone={organisation.timeZone} />
    </Frame>
  );
}
