/** The page of a conversation, from "both pressed start" to the hang-up: line of truth, advice, stage, bar. */
import '../styles/call.css';
import '../styles/call-bar.css';
import type { Call, CallView, MediaView } from '@visavis/call';
import { limits } from '@visavis/shared';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Announcement } from '../frame.tsx';
import { Icon } from '../icon.tsx';
import type { Language } from '../language.tsx';
import { useUiTexts } from '../texts/index.ts';
import { useView } from '../use-view.ts';
import { callAdvice, type Lost } from './advice.ts';
import { CallBar } from './bar.tsx';
import { HangUp } from './hang-up.tsx';
import { CallHead } from './head.tsx';
import { keyAction, keysWanted } from './keys.ts';
import { KeyList, MorePanel } from './more-panel.tsx';
import type { OwnPlace } from './own-place.ts';
import { Stage } from './stage.tsx';

export interface CallPageProps {
  call: Call;
  /** How the other person is called until their own name arrives. */
  peerName: string;
  organisation?: string | undefined;
  onLanguage: (language: Language) => void;
  /** Further entries of "Mehr", such as "end for both". */
  more?: ComponentChildren;
  /** Further keys of the bar. */
  keys?: ComponentChildren;
  /** A silent note in the line of truth, such as how many others wait. */
  note?: ComponentChildren;
}

/** Turns a device on or off; one that is missing is asked for anew. */
function toggles(call: Call) {
  const turn = (kind: 'microphone' | 'camera') => () => {
    const { view } = call.media;
    if (view[kind] === 'none') {
      void call.media.open({ microphone: view.microphone !== 'none', camera: view.camera !== 'none', [kind]: true });
    } else if (kind === 'microphone') call.media.setMicrophone(view.microphone !== 'on');
    else call.media.setCamera(view.camera !== 'on');
  };
  return { microphone: turn('microphone'), camera: turn('camera') };
}

/** Which own devices were there during this conversation and are gone. */
function useLost(media: MediaView): Lost {
  const had = useRef({ microphone: false, camera: false });
  if (media.microphone === 'on') had.current.microphone = true;
  if (media.camera === 'on') had.current.camera = true;
  return {
    microphone: had.current.microphone && media.microphone === 'none',
    camera: had.current.camera && media.camera === 'none',
  };
}

/** The moment, by this page's clock, since which `active` holds without a break; undefined while it does not. */
function useSince(active: boolean): number | undefined {
  const since = useRef<number | undefined>(undefined);
  if (active) since.current ??= Date.now();
  else since.current = undefined;
  return since.current;
}

function useKeys(act: Record<'microphone' | 'camera' | 'keys', () => void>): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const action = keysWanted() ? keyAction(event) : undefined;
      if (!action) return;
      event.preventDefault();
      latest.current[action]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** What a screen reader hears of the own devices. */
function deviceWords(media: MediaView, texts: ReturnType<typeof useUiTexts>['call']): string {
  const say = (kind: 'microphone' | 'camera') => texts.deviceState(texts[kind], texts.state[media[kind]]);
  return `${say('microphone')}. ${say('camera')}.`;
}

/** Shown from `starting` to `hanging-up`; the page around it shows the rest. */
export function CallPage(props: CallPageProps) {
  const { call } = props;
  const { call: texts } = useUiTexts();
  const view: CallView = useView(call);
  const media = useView(call.media);
  const [open, setOpen] = useState<'more' | 'keys' | undefined>(undefined);
  const [place, setPlace] = useState<OwnPlace>('bottom-end');
  const since = useSince(view.talkingSince !== undefined);
  const hungUpSince = useSince(view.phase === 'hanging-up');
  const turn = toggles(call);
  useKeys({ ...turn, keys: () => setOpen((now) => (now ? undefined : 'keys')) });
  const name = view.peer?.name ?? props.peerName;
  const advice = callAdvice(view, useLost(media), name, texts);
  return (
    <div class="call guest">
      <CallHead view={view} name={name} organisation={props.organisation} since={since} note={props.note} />
      <div class="call-advice" role="status">
        {advice && (
          <p>
            <Icon name={view.phase === 'interrupted' ? 'wifi-off' : 'info'} />
            <span>{advice}</span>
          </p>
        )}
      </div>
      <Stage view={view} media={media} name={name} place={place} onPlace={setPlace} onSound={() => call.resumeSound()}>
        {hungUpSince !== undefined && (
          <HangUp name={name} since={hungUpSince} forMs={limits.hangUpUndoMs} onUndo={() => call.undoHangUp()} />
        )}
      </Stage>
      <CallBar
        media={media}
        moreOpen={open === 'more'}
        onMicrophone={turn.microphone}
        onCamera={turn.camera}
        onMore={() => setOpen('more')}
        onLeave={() => call.hangUp()}
      >
        {props.keys}
      </CallBar>
      <Announcement>{deviceWords(media, texts)}</Announcement>
      <Announcement>{texts.own.moved(texts.own.places[place])}</Announcement>
      {open === 'more' && (
        <MorePanel
          call={call}
          place={place}
          onPlace={setPlace}
          onLanguage={props.onLanguage}
          onClose={() => setOpen(undefined)}
        >
          {props.more}
        </MorePanel>
      )}
      {open === 'keys' && (
        <Dialog title={texts.panel.keys} onClose={() => setOpen(undefined)}>
          <KeyList />
        </Dialog>
      )}
    </div>
  );
}
