/** The room before the conversation: who is there, the own picture and sound, and the one button that starts. */
import type { Call, CallView, MediaView } from '@visavis/call';
import type { Appointment } from '@visavis/shared';
import {
  Button,
  browserOf,
  Chip,
  DevicePickers,
  DevicePreview,
  HelpLine,
  LevelMeter,
  MediaHelp,
  mediaTrouble,
  Notice,
  StepHeading,
  useMediaTexts,
  useUiTexts,
  useView,
} from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { SureButton } from './call-extras.tsx';
import { useErrorWords } from './failure.tsx';
import { BackButton, RoomFrame } from './room-frame.tsx';
import { useSetting, useTimes } from './setting.tsx';
import { type AdvisorTexts, useTexts } from './texts/index.ts';

export interface LobbyProps {
  call: Call;
  appointment: Appointment;
  /** How many other guests wait. */
  others: number;
  onOpenLine: () => void;
  onBack: () => void;
}

/** What is to be said about the guest: the heading, and the sentence below it. */
export function guestWords(view: CallView, name: string, room: AdvisorTexts['room']): [title: string, text: string] {
  const { guest } = room;
  const isHere = view.peer?.present === true;
  if (view.phase === 'joining') return [room.opening, room.offAir];
  if (!isHere) return view.ready ? [room.started, room.startedAlone(name)] : [guest.absent(name), guest.absentHelp];
  if (view.ready) return [room.started, guest.notReady(name)];
  return [view.peer?.ready ? guest.ready(name) : guest.waits(name), room.offAir];
}

export function Lobby(props: LobbyProps) {
  const { call, appointment } = props;
  const view = useView(call);
  const { room, day } = useTexts();
  const times = useTimes();
  const { name, phone } = appointment.guest;
  const [title, text] = guestWords(view, name, room);
  return (
    <RoomFrame wide>
      <div class="split lobby">
        <section class="stack-loose">
          <div class="row">
            <Chip icon="calendar">
              <span class="numbers">{times.time(Date.parse(appointment.startsAt))}</span> · {name}
            </Chip>
            {props.others > 0 && <Chip tone="warn">{day.knock.badge(props.others)}</Chip>}
          </div>
          <LobbyHeading title={title} text={text} />
          <LobbyWays {...props} view={view} />
          <LobbyState view={view} />
          <LobbyCompany call={call} view={view} name={name} />
          {view.peerUnsealed && <UnsealedNotice name={name} onAccept={props.onOpenLine} />}
          {view.privacy.frames === 'unsupported' && (
            <Notice tone="warn" live>
              <p>{room.browserTooOld}</p>
            </Notice>
          )}
          {view.lineFailed && (
            <Notice tone="warn" live>
              <p>{phone === null ? room.lineFailed : `${room.lineFailed} ${room.callGuest(phone)}.`}</p>
              <HelpLine incident={view.incident} />
            </Notice>
          )}
          <div class="row">
            <BackButton onBack={props.onBack} />
            {view.peer !== undefined && (
              <SureButton icon="user-x" quiet sure={room.dismissSure(name)} onYes={() => call.dismiss()}>
                {room.dismiss}
              </SureButton>
            )}
          </div>
        </section>
        <LobbyDevices call={call} />
      </div>
    </RoomFrame>
  );
}

const loadCompany = () => import('@visavis/ui/call/companion/index.tsx');

/** Somebody came with the guest, or before them: the advisor may say yes already. */
function LobbyCompany({ call, view, name }: { call: Call; view: CallView; name: string }) {
  const company = useModule(view.second !== undefined, loadCompany);
  return company ? <company.CompanyStrip call={call} name={name} seat="advisor" /> : null;
}

/** The heading takes the focus once; what changes later is announced. */
function LobbyHeading({ title, text }: { title: string; text: string }) {
  return (
    <div class="stack-tight">
      <StepHeading title={title} />
      <p role="status">
        <span class="unseen">{title} </span>
        {text}
      </p>
    </div>
  );
}

function LobbyWays({ call, view }: LobbyProps & { view: CallView }) {
  const { room } = useTexts();
  const media = useView(call.media);
  if (view.ready)
    return (
      <div class="actions">
        <Button icon="undo-2" onClick={() => call.unstart()}>
          {room.unstart}
        </Button>
      </div>
    );
  const start = async () => {
    if (isUnasked(media)) await call.media.open({ microphone: true, camera: true });
    call.start();
  };
  return (
    <div class="actions">
      <Button kind="primary" icon="video" busy={view.phase === 'joining' || media.asking} onClick={() => void start()}>
        {room.start}
      </Button>
    </div>
  );
}

/** Nothing was asked of the browser yet: neither a device nor a problem is known. */
function isUnasked(media: MediaView): boolean {
  return media.stream === undefined && !media.microphoneProblem && !media.cameraProblem;
}

function LobbyState({ view }: { view: CallView }) {
  const { room } = useTexts();
  const { guest } = room;
  const taken = useErrorWords(view.refusal?.code ?? 'seat-taken');
  if (view.phase === 'joining' && view.refusal !== undefined)
    return (
      <Notice tone="warn" live>
        <p>
          {taken.what} {taken.now}
        </p>
        <HelpLine incident={view.refusal.incident} />
      </Notice>
    );
  if (view.transport === 'none') return null;
  const words = { connecting: guest.connecting, connected: guest.connected, interrupted: guest.interrupted };
  return (
    <p class="soft" role="status">
      {words[view.transport]}
    </p>
  );
}

function UnsealedNotice({ name, onAccept }: { name: string; onAccept: () => void }) {
  const { open } = useTexts().room;
  return (
    <Notice tone="warn" icon="shield-alert" live>
      <p>
        <strong>{open.title(name)}</strong>
      </p>
      <p>
        {open.why} {open.how}
      </p>
      <p>{open.better}</p>
      <Button icon="shield" onClick={onAccept}>
        {open.accept}
      </Button>
    </Notice>
  );
}

/** The own picture, loudness and choice of devices; before anything is asked, a button that explains the question. */
function LobbyDevices({ call }: { call: Call }) {
  const { room } = useTexts();
  const texts = useMediaTexts();
  const { words } = useUiTexts();
  const { parts } = useSetting();
  const media = useView(call.media);
  const trouble = mediaTrouble(media);
  if (isUnasked(media) && !media.asking)
    return (
      <section class="card stack" aria-label={room.devices}>
        <h2>{room.devices}</h2>
        <p>{room.askFirst}</p>
        <div>
          <Button icon="camera" onClick={() => void call.media.open({ microphone: true, camera: true })}>
            {room.lookFirst}
          </Button>
        </div>
      </section>
    );
  return (
    <section class="stack" aria-label={room.devices}>
      <DevicePreview media={call.media} caption={room.preview} />
      {media.microphone === 'on' && <LevelMeter media={call.media} />}
      {trouble && (
        <Notice tone="warn">
          <p>
            <strong>{texts.problems[trouble.problem].what(trouble.device)}</strong>
          </p>
          <MediaHelp {...trouble} browser={browserOf(parts.agent, 0)} />
          <Button icon="refresh-cw" small onClick={() => void call.media.open({ microphone: true, camera: true })}>
            {words.tryAgain}
          </Button>
        </Notice>
      )}
      <details class="fold">
        <summary>{room.chooseDevices}</summary>
        <DevicePickers media={call.media} />
      </details>
    </section>
  );
}
