/** The stage: the other face as large as there is room, and what must be said about it. */

import type { Call, MediaView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../button.tsx';
import { useFocusBack } from '../focus.ts';
import { Icon } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';
import { useCauseTexts } from '../texts/causes.ts';
import { useView } from '../use-view.ts';
import { picturePlace } from './advice.ts';
import { OwnPicture } from './own-picture.tsx';
import type { OwnPlace } from './own-place.ts';
import { RemotePicture } from './remote-picture.tsx';
import { CaptionsLater } from './senses/parts.tsx';
import { useSpoken } from './tools/telephone/context.ts';

export interface StageProps {
  call: Call;
  media: MediaView;
  name: string;
  place: OwnPlace;
  onPlace: (place: OwnPlace) => void;
  /** The words are to be compared, or it has to be said what to do now. */
  onProof: () => void;
  /** What the other side shows, drawn by the part for it; faces are small beside it. */
  shared?: ComponentChildren;
  children?: ComponentChildren;
}

/** How the faces lie: large, small beside what is shown, or not at all while the other one has no picture of theirs. */
const stageClass = (shared: ComponentChildren, hasFace: boolean): string =>
  shared ? `stage stage-shared${hasFace ? '' : ' stage-faceless'}` : 'stage';

/** Both pictures, the sentence in place of a missing one, and the one button when the browser holds the sound back. */
export function Stage(props: StageProps) {
  const call = useCallTexts();
  const { heldPicture } = useCauseTexts();
  const { name } = props;
  const view = useSpoken(useView(props.call));
  const place = picturePlace(view, name, call);
  const { state } = view.privacy;
  return (
    <main class={stageClass(props.shared, view.peer?.camera === 'on')} id="main">
      {props.shared}
      <RemotePicture
        stream={view.remoteStream}
        held={view.phase === 'interrupted'}
        label={call.picturesOf(name)}
        speaker={props.media.chosen.speaker}
        onPlayback={(blocked, again) => props.call.reportPlayback(blocked, again)}
        onDark={(isDark) => props.call.reportPicture(isDark)}
      />
      {place && !props.shared && (
        <div class="stage-place">
          <Icon name="circle-user-round" />
          <p>{place}</p>
          {(state === 'unchecked' || state === 'broken') && (
            <Button kind="primary" onClick={props.onProof}>
              {state === 'broken' ? call.whatNow : call.compareWords}
            </Button>
          )}
        </div>
      )}
      {view.phase === 'interrupted' && view.talkingSince !== undefined && (
        <p class="stage-held">
          <Icon name="wifi-off" />
          <span>{heldPicture}</span>
        </p>
      )}
      {view.soundBlocked && <HeldSound call={props.call} />}
      <CaptionsLater stream={view.remoteStream} />
      <OwnPicture media={props.media} place={props.place} onPlace={props.onPlace} />
      {props.children}
    </main>
  );
}

/** The one button when the browser wants a click before it plays. */
function HeldSound(props: { call: Call }) {
  const call = useCallTexts();
  const place = useRef<HTMLDivElement>(null);
  useFocusBack(place);
  return (
    <div ref={place} class="stage-sound" role="alert">
      <p>{call.soundBlocked}</p>
      <Button kind="primary" icon="volume-2" onClick={() => props.call.resumeSound()}>
        {call.soundOn}
      </Button>
    </div>
  );
}
