/** The waiting room: who, when, how long; then the call, and the button that both press. */
import type { Call, CallView } from '@visavis/call';
import {
  Announcement,
  Button,
  DevicePickers,
  DevicePreview,
  Dialog,
  HelpLine,
  Mark,
  Notice,
  StepHeading,
  useUiTexts,
  useView,
} from '@visavis/ui';
import { useWakeLock } from '@visavis/ui/use-wake-lock.ts';
import { useEffect, useState } from 'preact/hooks';
import { minutesUntil } from '../appointment-words.ts';
import { useCallSign } from '../call-sign.ts';
import { checkMarks, isShort, networkMark } from '../check-marks.ts';
import type { Facts } from '../journey-types.ts';
import { useLater } from '../later.ts';
import { useTexts } from '../texts/index.ts';
import { useAppointment, WhenChip } from './appointment-line.tsx';
import type { PageProps } from './page-props.ts';
import { SoundButton } from './sound-button.tsx';

type WaitingProps = PageProps & { call: Call };

/** From `joining` to the moment both have pressed start. */
export function WaitingPage(props: WaitingProps) {
  const { call, facts } = props;
  const view = useView(call);
  const { waiting } = useTexts();
  const { advisor } = useAppointment(facts);
  const name = view.peer?.name ?? advisor;
  const called = view.phase === 'together' && !view.ready;
  useWakeLock();
  useCallSign(called, call.media, waiting.hereTitle(name));
  return (
    <section class="split">
      <div class="stack-loose">
        <WhenChip facts={facts} />
        <Words {...props} view={view} name={name} />
        <Troubles view={view} />
        {view.phase !== 'together' && (
          <SoundButton media={call.media} first={waiting.testSound} again={waiting.testSound} />
        )}
        <Marks facts={facts} call={call} />
        <WaysOut {...props} name={name} />
        <Announcement urgent>{called && waiting.here(name)}</Announcement>
      </div>
      <div class="split-first">
        <DevicePreview media={call.media} caption={waiting.preview(name)} />
      </div>
    </section>
  );
}

/** The heading and what to do: nothing, or one button. */
function Words({ call, facts, view, name }: WaitingProps & { view: CallView; name: string }) {
  const { waiting } = useTexts();
  const { startsAtMs, now } = useAppointment(facts);
  const minutes = minutesUntil(startsAtMs, now);
  if (view.phase !== 'together') {
    return (
      <div class="stack">
        <StepHeading key="waiting" title={waiting.soon(name)} />
        <p>
          {minutes === undefined ? waiting.now : waiting.minutes(minutes)} {waiting.nothingToDo}
        </p>
      </div>
    );
  }
  if (view.ready) {
    return (
      <div class="stack">
        <StepHeading key="ready" title={waiting.ready(name)} />
        <p>{waiting.readyText}</p>
        <div class="actions">
          <Button icon="undo-2" onClick={() => call.unstart()}>
            {waiting.unready}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="stack">
      <StepHeading key="here" title={waiting.here(name)} />
      <p>{waiting.hereText}</p>
      <div class="actions">
        <Button kind="primary" icon="video" class="button-large" onClick={() => call.start()}>
          {waiting.start}
        </Button>
      </div>
    </div>
  );
}

/** Said only when something is wrong with the line to the service. */
function Troubles({ view }: { view: CallView }) {
  const { waiting } = useTexts();
  const { errors } = useUiTexts();
  const held = view.phase === 'joining' && view.refusal ? errors[view.refusal.code] : undefined;
  return (
    <div role="status">
      {held && (
        <Notice tone="warn">
          <p>{held.what}</p>
          <p>{held.now}</p>
          <HelpLine incident={view.refusal?.incident} />
        </Notice>
      )}
      {view.signalling === 'reconnecting' && (
        <Notice tone="warn" icon="wifi-off">
          <p>{waiting.reconnecting}</p>
        </Notice>
      )}
    </div>
  );
}

/** What works; what was skipped is not listed. */
function Marks({ facts, call }: { facts: Facts; call: Call }) {
  const { check } = useUiTexts();
  const media = useView(call.media);
  const { checked, wish } = facts;
  const seen = checkMarks(wish, media, {
    heard: true,
    sound: 'skipped',
    network: 'failed',
    throughput: 'skipped',
  });
  const microphone = seen.microphone === 'good' ? (checked?.microphone ?? 'good') : seen.microphone;
  const network = checked ? networkMark(checked.network) : 'skipped';
  return (
    <ul class="marks">
      <Mark mark={microphone}>{check.microphone[microphone]}</Mark>
      <Mark mark={seen.camera}>{check.camera[seen.camera]}</Mark>
      {network !== 'skipped' && <Mark mark={network}>{check.network[network]}</Mark>}
      {checked && isShort(checked.throughput) && (
        <Mark mark={checked.throughput}>{check.throughput[checked.throughput]}</Mark>
      )}
    </ul>
  );
}

const loadWriting = () => import('@visavis/ui/call/tools/text/index.ts');

/** What is written before the other person is there stays in this browser until they are. Their coming goes first. */
function Writing({ call, name }: { call: Call; name: string }) {
  const { waiting } = useTexts();
  const { phase } = useView(call);
  const [open, setOpen] = useState(false);
  const writing = useLater(open, loadWriting);
  const close = () => setOpen(false);
  useEffect(() => {
    if (phase === 'together') close();
  }, [phase]);
  if (phase === 'together') return null;
  return (
    <>
      <Button kind="quiet" icon="message-square-text" onClick={() => setOpen(true)}>
        {waiting.write}
      </Button>
      {open && (
        <Dialog title={waiting.write} steady onClose={close}>
          {writing && <writing.Tool {...{ call, close }} seat="guest" peerName={name} isOpen sign={() => {}} />}
        </Dialog>
      )}
    </>
  );
}

function WaysOut({ call, send, name }: WaitingProps & { name: string }) {
  const { waiting } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <div class="row ways-out">
      <Writing call={call} name={name} />
      <Button kind="quiet" icon="settings-2" onClick={() => setOpen(true)}>
        {waiting.devices}
      </Button>
      <Button kind="quiet" icon="log-out" onClick={() => send({ type: 'leave' })}>
        {waiting.leave}
      </Button>
      {open && (
        <Dialog title={waiting.devices} onClose={() => setOpen(false)}>
          <DevicePickers media={call.media} />
        </Dialog>
      )}
    </div>
  );
}
