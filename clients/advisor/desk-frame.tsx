/** The frame of the signed-in pages beside the day: who is signed in, the ways between pages, and news of requests. */
import { Frame } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useSetting } from './setting.tsx';
import { SignedIn } from './signed-in.tsx';

export function DeskFrame(props: { nav: ComponentChildren; onSignOut: () => void; children: ComponentChildren }) {
  const { session, onLanguage } = useSetting();
  return (
    <Frame
      organisation={{ name: session.organisation.name, phone: '' }}
      onLanguage={onLanguage}
      aside={<SignedIn name={session.advisor.name} onSignOut={props.onSignOut} />}
    >
      <div class="advisor stack-loose">
        {props.nav}
        {props.children}
      </div>
    </Frame>
  );
}
