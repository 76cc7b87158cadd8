/** Five seconds to take a hang-up back. */
import { Button } from '../button.tsx';
import { useUiTexts } from '../texts/index.ts';
import { useNow } from '../use-view.ts';

/** `since`: when the page saw the hang-up, by its own clock. */
export function HangUp(props: { name: string; since: number; forMs: number; onUndo: () => void }) {
  const { call } = useUiTexts();
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((props.since + props.forMs - now) / 1000));
  return (
    <section class="hang-up" role="alertdialog" aria-labelledby="hang-up-title" aria-describedby="hang-up-text">
      <h2 id="hang-up-title">{call.hangUp.title}</h2>
      <p id="hang-up-text">{call.hangUp.text(props.name)}</p>
      <Button kind="primary" icon="undo-2" focused onClick={props.onUndo}>
        {call.hangUp.undo}
      </Button>
      <p class="hang-up-time" aria-hidden="true">
        {call.hangUp.seconds(seconds)}
      </p>
    </section>
  );
}
