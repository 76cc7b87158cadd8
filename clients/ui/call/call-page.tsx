/** The page of a conversation, from "both pressed start" to the hang-up: line of truth, advice, stage, bar. */
import { type CallTexts, useCallTexts } from '../texts/call.ts';
import '../styles/call.css';
import '../styles/call-bar.css';
import '../styles/call-own.css';
import type { Call, CallView, MediaView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Announcement } from '../frame.tsx';
import { Icon } from '../icon.tsx';
import type { Language } from '../language.tsx';
import { useView } from '../use-view.ts';
import { callAdvice, type Lost } from './advice.ts';
import { CallBar } from './bar.tsx';
import { HangUp } from './hang-up.tsx';
import { CallHead } from './head.tsx';
import { keyAction, keysWanted } from './keys.ts';
import { KeyList, MorePanel } from './more-panel.tsx';
import type { OwnPlace } from './own-place.ts';
import { Stage } from './stage.tsx';
import { useProof } from './use-proof.ts';

export interface CallPageProps {
  call: Call;
  /** How the other person is called until their own name arrives. */
  peerName: string;
  organisation?: string | undefined;
  /** Whom to call when no line comes about. */
  phone?: string | undefined;
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
function deviceWords(media: MediaView, texts: CallTexts): string {
  const say = (kind: 'microphone' | 'camera') => texts.deviceState(texts[kind], texts.state[media[kind]]);
  return `${say('microphone')}. ${say('camera')}.`;
}

/** Shown from `starting` to `hanging-up`; the page around it shows the rest. */
export function CallPage(props: CallPageProps) {
  const { call } = props;
  const texts = useCallTexts();
  const view: CallView = useView(call);
  const media = useView(call.media);
  const [open, setOpen] = useState<'more' | 'keys' | undefined>(undefined);
  const [place, setPlace] = useState<OwnPlace>('bottom-end');
  const turn = toggles(call);
  useKeys({ ...turn, keys: () => setOpen((now) => (now ? undefined : 'keys')) });
  const name = view.peer?.name ?? props.peerName;
  const proof = useProof(view);
  const advice = callAdvice(view, useLost(media), { name, phone: props.phone }, texts);
  return (
    <>
      <div class="call guest">
        <CallHead call={call} name={name} organisation={props.organisation} note={props.note} onProof={proof.open} />
        <div class="call-advice" role="status">
          {advice && (
            <p>
              <Icon name={view.phase === 'interrupted' ? 'wifi-off' : 'info'} />
              <span>{advice}</span>
            </p>
          )}
        </div>
        <Stage call={call} media={media} name={name} place={place} onPlace={setPlace} onProof={proof.open}>
          {view.phase === 'hanging-up' && <HangUp call={call} name={name} />}
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
        <Panels {...props} open={open} place={place} onPlace={setPlace} onClose={() => setOpen(undefined)} />
      </div>
      {/* Beside the dark stage, because a dialogue has the colours of the page. */}
      {proof.Dialog && (
        <div class="guest">
          <proof.Dialog call={call} name={name} phone={props.phone} onClose={proof.close} />
        </div>
      )}
    </>
  );
}

interface PanelsProps extends CallPageProps {
  open: 'more' | 'keys' | undefined;
  place: OwnPlace;
  onPlace: (place: OwnPlace) => void;
  onClose: () => void;
}

/** What lies over the stage while somebody asks for it. */
function Panels({ open, more, ...props }: PanelsProps) {
  const texts = useCallTexts();
  if (open === 'more') return <MorePanel {...props}>{more}</MorePanel>;
  if (open !== 'keys') return null;
  return (
    <Dialog title={texts.panel.keys} onClose={props.onClose}>
      <KeyList />
    </Dialog>
  );
}
