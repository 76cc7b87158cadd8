/** Five seconds to take a hang-up back. */

import type { Call } from '@visavis/call';
import { useRef } from 'preact/hooks';
import { Button } from '../button.tsx';
import { useFocusBack } from '../focus.ts';
import { useCallTexts } from '../texts/call.ts';
import { useNow, useView } from '../use-view.ts';

/** Shown while the engine still lets it be undone. */
export function HangUp(props: { call: Call; name: string }) {
  const call = useCallTexts();
  const { undoUntil } = useView(props.call);
  const place = useRef<HTMLElement>(null);
  useFocusBack(place);
  useNow(250);
  const seconds = Math.max(0, Math.ceil(((undoUntil ?? 0) - props.call.podNow()) / 1000));
  return (
    <section
      ref={place}
      class="hang-up"
      role="alertdialog"
      aria-labelledby="hang-up-title"
      aria-describedby="hang-up-text"
    >
      <h2 id="hang-up-title">{call.hangUp.title}</h2>
      <p id="hang-up-text">{call.hangUp.text(props.name)}</p>
      <Button kind="primary" icon="undo-2" focused onClick={() => props.call.undoHangUp()}>
        {call.hangUp.undo}
      </Button>
      <p class="hang-up-time" aria-hidden="true">
        {call.hangUp.seconds(seconds)}
      </p>
    </section>
  );
}
