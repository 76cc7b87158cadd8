/** The page of a conversation, from "both pressed start" to the hang-up: line of truth, advice, stage, bar. */
import { addDrawings } from '../icon.tsx';
import { laterDrawings } from '../icon-drawings-later.ts';
import { type CallTexts, useCallTexts } from '../texts/call.ts';
import '../styles/call.css';
import '../styles/call-advice.css';
import '../styles/call-bar.css';
import '../styles/call-own.css';
import type { Call, CallView, MediaView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Announcement } from '../frame.tsx';
import type { Language } from '../language.tsx';
import { useView } from '../use-view.ts';
import type { Lost } from './advice.ts';
import { useAdvice } from './advice-line.tsx';
import { CallBar } from './bar.tsx';
import { HangUp } from './hang-up.tsx';
import { CallHead } from './head.tsx';
import { type KeyAction, keyAction, keysWanted } from './keys.ts';
import { KeyList, MorePanel } from './more-panel.tsx';
import type { OwnPlace } from './own-place.ts';
import { useSenses } from './senses/use-senses.ts';
import { Stage } from './stage.tsx';
import { ToolKeys, ToolList, ToolPanel, useMoreSign } from './tools/rack.tsx';
import { useSpoken } from './tools/telephone/context.ts';
import { TelephoneSign } from './tools/telephone/sign.tsx';
import { useTelephonePage } from './tools/telephone/use-telephone-page.ts';
import { useRackTexts } from './tools/texts.ts';
import { type Rack, useTools } from './tools/use-tools.ts';
import { useCompany } from './use-company.tsx';
import { useProof } from './use-proof.ts';
import { useShare } from './use-share.tsx';

addDrawings(laterDrawings);

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
  /** Sound and picture alone, as the companion has them: what is written, sent and shown stays between the other two. */
  isCompanion?: boolean | undefined;
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

/** The keys of what the companion has no part in do nothing on their page. */
const lanes = (isCompanion: boolean | undefined, act: Record<'share' | 'text', () => void>) =>
  isCompanion ? { share: () => undefined, text: () => undefined } : act;

const toggled = (now: 'more' | 'keys' | undefined) => (now ? undefined : ('keys' as const));

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

function useKeys(act: Record<KeyAction, () => void>): void {
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
  const { call, phone, isCompanion } = props;
  const texts = useCallTexts();
  const view: CallView = useView(call);
  const media = useView(call.media);
  const [open, setOpen] = useState<'more' | 'keys' | undefined>(undefined);
  const [place, setPlace] = useState<OwnPlace>('bottom-end');
  const name = view.peer?.name ?? props.peerName;
  const share = useShare(call, name);
  const company = useCompany(call, name, media);
  useSenses(call);
  const rack = useTools(call, useRackTexts());
  const telephone = useTelephonePage(rack);
  const turn = { ...toggles(call), ...telephone.keys };
  const write = () => rack.toggle('text');
  useKeys({ ...turn, ...lanes(isCompanion, { share: share.press, text: write }), keys: () => setOpen(toggled) });
  const proof = useProof(view);
  const advice = useAdvice(call, useSpoken(view), useLost(media), { name, phone });
  return (
    <div class="call-row">
      <div class={share.isShowing ? 'call guest call-sharing' : 'call guest'}>
        <CallHead call={call} name={name} organisation={props.organisation} note={props.note} onProof={proof.open} />
        {advice.line}
        {share.sign}
        {company.strip}
        <Stage {...{ call, media, name, place }} onPlace={setPlace} onProof={proof.open} shared={share.picture}>
          {company.faces}
          <TelephoneSign name={name} onOpen={telephone.open} />
          {view.phase === 'hanging-up' && <HangUp call={call} name={name} />}
        </Stage>
        <Controls {...{ call, turn, share, rack, open, isCompanion }} onMore={() => setOpen('more')}>
          {props.keys}
        </Controls>
        <Announcement>{deviceWords(media, texts)}</Announcement>
        <Announcement>{texts.own.moved(texts.own.places[place])}</Announcement>
      </div>
      {!isCompanion && <ToolPanel rack={rack} call={call} peerName={name} />}
      {/* Beside the dark stage, because a dialogue has the colours of the page. */}
      <div class="guest">
        <Panels {...props} {...{ open, place, rack }} onPlace={setPlace} onClose={() => setOpen(undefined)} />
        {share.dialog}
        {advice.dialog}
        {proof.Dialog && <proof.Dialog call={call} name={name} phone={phone} onClose={proof.close} />}
      </div>
    </div>
  );
}

interface ControlsProps {
  call: Call;
  turn: ReturnType<typeof toggles>;
  share: ReturnType<typeof useShare>;
  rack: Rack;
  open: 'more' | 'keys' | undefined;
  isCompanion: boolean | undefined;
  onMore: () => void;
  children: ComponentChildren;
}

function Controls({ call, turn, share, rack, isCompanion, ...props }: ControlsProps) {
  const sign = useMoreSign({ rack, call });
  return (
    <CallBar
      media={useView(call.media)}
      moreOpen={props.open === 'more'}
      moreSign={isCompanion ? undefined : sign}
      onMicrophone={turn.microphone}
      onCamera={turn.camera}
      onShare={isCompanion ? undefined : share.press}
      isShowing={share.isShowing}
      onMore={props.onMore}
      onLeave={() => call.hangUp()}
    >
      {!isCompanion && <ToolKeys rack={rack} call={call} />}
      {props.children}
    </CallBar>
  );
}

interface PanelsProps extends CallPageProps {
  open: 'more' | 'keys' | undefined;
  place: OwnPlace;
  onPlace: (place: OwnPlace) => void;
  onClose: () => void;
  rack: Rack;
}

/** What lies over the stage while somebody asks for it. */
function Panels({ open, more, rack, ...props }: PanelsProps) {
  const texts = useCallTexts();
  if (open === 'more') {
    return (
      <MorePanel
        {...props}
        first={props.isCompanion ? null : <ToolList rack={rack} call={props.call} onChoose={props.onClose} />}
      >
        {more}
      </MorePanel>
    );
  }
  if (open !== 'keys') return null;
  return (
    <Dialog title={texts.panel.keys} onClose={props.onClose}>
      <KeyList />
    </Dialog>
  );
}
