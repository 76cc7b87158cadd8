/** Who is signed in, and the way out, in the head of the page. */
import { Button, Icon } from '@visavis/ui';
import { useTexts } from './texts/index.ts';

export function SignedIn(props: { name: string; onSignOut: () => void }) {
  const { day } = useTexts();
  return (
    <div class="row">
      <span class="who">
        <Icon name="circle-user-round" />
        <span class="unseen">{day.signedIn('')}</span>
        <span>{props.name}</span>
      </span>
      <Button kind="quiet" icon="log-out" small onClick={props.onSignOut}>
        {day.signOut}
      </Button>
    </div>
  );
}
