/** One call of the engine on the page: lobby before both have pressed, conversation after, and its end told upwards. */
import { type Call, type CallEnd, type CallPhase, type CallView, createTelephone, type Media } from '@visavis/call';
import { type Appointment, Incarnation } from '@visavis/shared';
import { Button, HelpLine, StepHeading, useUiTexts, useView } from '@visavis/ui';
import { CallPage } from '@visavis/ui/call/index.ts';
import { TelephoneContext, type TelephonePlace } from '@visavis/ui/call/tools/telephone/context.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import * as v from 'valibot';
import { CallExtras } from './call-extras.tsx';
import { expect } from './companion-deeds.ts';
import { wallClock } from './dates.ts';
import { useErrorWords } from './failure.tsx';
import { type KnockState, waitingCount } from './knock.ts';
import { Lobby } from './lobby.tsx';
import { recall, remember } from './memory.ts';
import type { LineKind } from './room-flow.ts';
import { BackButton, RoomFrame } from './room-frame.tsx';
import { useResume } from './room-resume.ts';
import { askForTicket, type FirstTicket } from './room-ticket.ts';
import { useSetting } from './setting.tsx';
import { watchTalk } from './statistics/talk-watch.ts';
import { useTexts } from './texts/index.ts';

export interface RoomCallProps {
  appointment: Appointment;
  line: LineKind;
  media: Media;
  start: boolean;
  resumes: boolean | undefined;
  takeTicket: () => FirstTicket | undefined;
  waiting: KnockState;
  onOpenLine: () => void;
  onBack: () => void;
  /** The way in once more: what refused may have passed. */
  onRetry: () => void;
  onEnd: (end: CallEnd) => void;
}

const onStage: readonly CallPhase[] = ['starting', 'talking', 'interrupted', 'hanging-up'];

/** The engine's call for as long as this part is on the page. */
function useCall({ appointment, line, media, takeTicket }: RoomCallProps): Call {
  const { parts, session } = useSetting();
  const [call] = useState<Call>(() => {
    const ticket = takeTicket();
    let first = ticket?.admission;
    const opened: Call = parts.openCall({
      incarnation: ticket?.incarnation,
      admit: async (incarnation) => {
        const admission = await (first ?? askForTicket(parts, appointment.id, v.parse(Incarnation, incarnation)));
        first = undefined;
        expect(parts, opened, appointment.id, admission.companion);
        return admission;
      },
      linkSecret: line.kind === 'sealed' ? line.k : undefined,
      name: session.advisor.name,
      media,
      relayOnly: appointment.relayOnly,
    });
    return opened;
  });
  useEffect(() => () => call.close(), [call]);
  return call;
}

/** Devices that were looked at today and may be used unasked need no second look. */
function useDevices(props: RoomCallProps, call: Call): void {
  const { parts, day, session } = useSetting();
  const [startsItself, setStartsItself] = useState(false);
  // Devices can be faster than the way into the room, where nothing can be started yet.
  const isIn = useView(call).phase !== 'joining';
  useEffect(() => {
    if (startsItself && isIn) call.start();
  }, [startsItself, isIn]);
  useEffect(() => {
    if (props.resumes) return;
    let gone = false;
    const today = wallClock(day.now(), session.organisation.timeZone).day;
    const begin = async () => {
      if (!(await parts.mayUseDevices()) || gone) return;
      const seen = recall(parts.memory, 'previewed-on') === today;
      await props.media.open({ microphone: true, camera: true });
      if (gone) return;
      remember(parts.memory, 'previewed-on', today);
      setStartsItself(props.start && seen);
    };
    void begin();
    return () => {
      gone = true;
    };
  }, [call]);
}

/** Tells, when the conversation is over, what there is to count of it. What cannot be told costs nobody anything. */
function useTalkNote(call: Call, appointment: string): (end: CallEnd) => void {
  const { parts } = useSetting();
  const [watch] = useState(() => watchTalk(call));
  useEffect(() => watch.close, [watch]);
  return (end) => {
    const note = watch.note(end);
    if (note) parts.statistics.noteTalk(appointment, note).catch(() => {});
  };
}

export function RoomCall(props: RoomCallProps) {
  const { appointment } = props;
  const { day } = useSetting();
  const call = useCall(props);
  const view = useView(call);
  const { day: texts } = useTexts();
  useDevices(props, call);
  useResume(call, appointment.id, props.resumes);
  const tell = useTalkNote(call, appointment.id);
  useEffect(() => day.callChanged(appointment.room, view.phase), [view.phase]);
  useEffect(() => () => day.callChanged(undefined, undefined), []);
  const { end } = view;
  useEffect(() => {
    if (view.phase !== 'ended') return;
    const how: CallEnd = end ?? { reason: 'left', talkedMs: 0 };
    tell(how);
    props.onEnd(how);
  }, [view.phase]);
  const { name } = appointment.guest;
  const others = waitingCount(props.waiting);
  if (view.phase === 'refused') return <Refused view={view} onRetry={props.onRetry} onBack={props.onBack} />;
  if (!onStage.includes(view.phase))
    return (
      <Lobby
        call={call}
        appointment={appointment}
        others={others}
        onOpenLine={props.onOpenLine}
        onBack={() => {
          call.close();
          props.onBack();
        }}
      />
    );
  return (
    <CallStage call={call} name={name} appointment={appointment}>
      {others > 0 ? texts.knock.badge(others) : undefined}
    </CallStage>
  );
}

/** The telephone of this conversation, which knows the guest's number where the appointment has one. */
function useTelephonePlace(call: Call, { guest }: Appointment): TelephonePlace {
  const telephone = useMemo(
    () => createTelephone(call, { self: 'advisor', number: guest.phone ?? undefined, store: () => sessionStorage }),
    [call],
  );
  useEffect(() => () => telephone.close(), [telephone]);
  return useMemo(() => ({ telephone, seat: 'advisor', helpPhone: undefined }), [telephone]);
}

/** The conversation. Who waits meanwhile is a silent word in its head, announced to nobody. */
function CallStage(props: { call: Call; name: string; appointment: Appointment; children: string | undefined }) {
  const { onLanguage } = useSetting();
  const { room } = useTexts();
  const place = useTelephonePlace(props.call, props.appointment);
  useEffect(() => {
    document.title = room.title(props.name);
  }, [room, props.name]);
  return (
    <TelephoneContext.Provider value={place}>
      <CallPage
        call={props.call}
        peerName={props.name}
        phone={props.appointment.guest.phone ?? undefined}
        onLanguage={onLanguage}
        note={props.children && <span class="call-waiting">{props.children}</span>}
        more={<CallExtras call={props.call} appointment={props.appointment} />}
      />
    </TelephoneContext.Provider>
  );
}

interface RefusedProps {
  view: CallView;
  onRetry: () => void;
  onBack: () => void;
}

function Refused({ view, onRetry, onBack }: RefusedProps) {
  const { room } = useTexts();
  const { words } = useUiTexts();
  const { code, incident = view.incident } = view.refusal ?? { code: 'internal' };
  const { what, now } = useErrorWords(code);
  return (
    <RoomFrame>
      <section class="stack-loose">
        <StepHeading title={room.failed} />
        <p>
          {what} {now}
        </p>
        <div class="actions">
          <Button kind="primary" icon="refresh-cw" onClick={onRetry}>
            {words.tryAgain}
          </Button>
          <BackButton onBack={onBack} />
        </div>
        <HelpLine incident={incident} />
      </section>
    </RoomFrame>
  );
}
