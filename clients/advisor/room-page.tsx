/** The room of one appointment: the way in, the lobby, the conversation, and the way back with a receipt. */
import type { CallEnd, Media } from '@visavis/call';
import type { Appointment } from '@visavis/shared';
import { Button, HelpLine, Notice, StepHeading, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { closesAt } from './day.ts';
import type { RoomReceipt } from './desk-page.tsx';
import { asApiError, useErrorWords } from './failure.tsx';
import type { KnockState } from './knock.ts';
import { LinkPaste } from './link-paste.tsx';
import { RoomCall } from './room-call.tsx';
import { type RoomEvent, type RoomState, roomStart, stepRoom } from './room-flow.ts';
import { BackButton, RoomFrame } from './room-frame.tsx';
import { type FirstTicket, firstTicket } from './room-ticket.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export interface RoomPageProps {
  appointment: Appointment;
  /** "Gespräch starten" was pressed already. */
  start: boolean;
  /** The page was loaded again in a conversation: devices were allowed, and it goes on when the guest is still on the air. */
  resumes?: boolean | undefined;
  /** Asked for before the appointment was known. */
  ticket?: Promise<FirstTicket> | undefined;
  waiting: KnockState;
  onLeave: (receipt: RoomReceipt | undefined) => void;
}

interface RoomFlow {
  state: RoomState;
  handle: (event: RoomEvent) => void;
  /** The ticket that told how the line is sealed, for the one call that begins with it; undefined after a question to the advisor. */
  takeTicket: () => FirstTicket | undefined;
}

/** Runs the way in; asks for a ticket itself where `early` is none. */
function useRoomFlow(appointment: Appointment, early: Promise<FirstTicket> | undefined): RoomFlow {
  const { parts, onEnded } = useSetting();
  const [state, setState] = useState<RoomState>(roomStart);
  const [machine] = useState(() => {
    let current: RoomState = roomStart;
    let ticket: FirstTicket | undefined;
    const takeTicket = () => {
      const taken = ticket;
      ticket = undefined;
      return taken;
    };
    const ask = async (asked?: Promise<FirstTicket>) => {
      try {
        const first = await (asked ?? firstTicket(parts, appointment.id));
        const { admission } = first;
        ticket = first;
        handle({ type: 'asked', admission, kept: parts.links.find(appointment.id)?.k });
        if (current.phase !== 'inside') ticket = undefined;
      } catch (thrown) {
        const error = asApiError(thrown);
        if (error.code === 'not-signed-in') onEnded();
        handle({ type: 'failed', error });
      }
    };
    const handle = (event: RoomEvent) => {
      const step = stepRoom(current, event);
      current = step.state;
      setState(current);
      for (const _ of step.effects) void ask();
    };
    return { handle, ask, takeTicket };
  });
  useEffect(() => void machine.ask(early), []);
  return { ...machine, state };
}

/** A reload finds the way back here, until the room is left. */
function useReturn({ id }: Appointment, resumes: boolean | undefined): void {
  const { roomReturn } = useSetting().parts;
  useEffect(() => {
    roomReturn.keep({ appointment: id, started: resumes ?? false });
    return () => roomReturn.keep(undefined);
  }, []);
}

/** The own devices; after a reload, as they were, at once. */
function useOwnMedia(resumes: boolean | undefined): Media {
  const { parts } = useSetting();
  const [media] = useState<Media>(() => {
    const opened = parts.openMedia();
    if (resumes) void opened.open({ microphone: true, camera: true });
    return opened;
  });
  useEffect(() => () => media.close(), [media]);
  return media;
}

const receiptReasons: Record<CallEnd['reason'], RoomReceipt['reason']> = {
  'hung-up': 'hung-up',
  'peer-hung-up': 'hung-up',
  'ended-by-advisor': 'hung-up',
  dismissed: 'dismissed',
  replaced: 'replaced',
  'room-over': 'room-over',
  left: 'left',
};

export function RoomPage(props: RoomPageProps) {
  const { appointment, resumes, onLeave } = props;
  const { state, handle, takeTicket } = useRoomFlow(appointment, props.ticket);
  const media = useOwnMedia(resumes);
  useReturn(appointment, resumes);
  const back = () => onLeave(undefined);
  if (state.phase === 'inside')
    return (
      <RoomCall
        key={state.line.kind}
        appointment={appointment}
        line={state.line}
        media={media}
        start={props.start}
        resumes={resumes}
        takeTicket={takeTicket}
        waiting={props.waiting}
        onOpenLine={() => handle({ type: 'open-accepted' })}
        onBack={back}
        onRetry={() => handle({ type: 'retry' })}
        onEnd={({ reason, talkedMs }) =>
          onLeave({ name: appointment.guest.name, reason: receiptReasons[reason], talkedMs })
        }
      />
    );
  return (
    <RoomFrame>
      <WayIn state={state} handle={handle} appointment={appointment} onBack={back} />
    </RoomFrame>
  );
}

function WayIn(props: {
  state: Exclude<RoomState, { phase: 'inside' }>;
  handle: (event: RoomEvent) => void;
  appointment: Appointment;
  onBack: () => void;
}) {
  const { room } = useTexts();
  const { state, appointment, handle, onBack } = props;
  switch (state.phase) {
    case 'asking':
      return <StepHeading title={room.opening} />;
    case 'needs-link':
      return <NeedsLink appointment={appointment} onBack={onBack} onSecret={(k) => handle({ type: 'pasted', k })} />;
    case 'asks-open':
      return (
        <AsksOpen
          name={appointment.guest.name}
          onAccept={() => handle({ type: 'open-accepted' })}
          onRetry={() => handle({ type: 'retry' })}
          onBack={onBack}
        />
      );
    case 'failed':
      return <Failed error={state.error} onRetry={() => handle({ type: 'retry' })} onBack={onBack} />;
    default:
      return state satisfies never;
  }
}

function NeedsLink(props: { appointment: Appointment; onSecret: (k: string) => void; onBack: () => void }) {
  const { parts } = useSetting();
  const { room } = useTexts();
  const { id, startsAt, durationMinutes } = props.appointment;
  return (
    <section class="stack-loose">
      <StepHeading title={room.needLink.title} />
      <p>{room.needLink.why}</p>
      <p>{room.needLink.how}</p>
      <LinkPaste
        appointment={id}
        strong
        onLink={({ k, code }) => {
          const until = closesAt(Date.parse(startsAt), durationMinutes);
          parts.links.keep(id, { k, ...(code !== undefined && { code }), until });
          props.onSecret(k);
        }}
      />
      <BackButton onBack={props.onBack} />
    </section>
  );
}

function AsksOpen(props: { name: string; onAccept: () => void; onRetry: () => void; onBack: () => void }) {
  const { room } = useTexts();
  return (
    <section class="stack-loose">
      <StepHeading title={room.open.title(props.name)} />
      <p>{room.open.why}</p>
      <p>{room.open.how}</p>
      <Notice>
        <p>{room.open.better}</p>
      </Notice>
      <div class="actions">
        <Button kind="primary" icon="shield" onClick={props.onAccept}>
          {room.open.accept}
        </Button>
        <Button icon="refresh-cw" onClick={props.onRetry}>
          {room.open.again}
        </Button>
        <BackButton onBack={props.onBack} />
      </div>
    </section>
  );
}

function Failed(props: { error: ReturnType<typeof asApiError>; onRetry: () => void; onBack: () => void }) {
  const { room } = useTexts();
  const { words } = useUiTexts();
  const { what, now } = useErrorWords(props.error.code);
  return (
    <section class="stack-loose">
      <StepHeading title={room.failed} />
      <p>
        {what} {now}
      </p>
      <div class="actions">
        <Button kind="primary" icon="refresh-cw" onClick={props.onRetry}>
          {words.tryAgain}
        </Button>
        <BackButton onBack={props.onBack} />
      </div>
      <HelpLine incident={props.error.incident} />
    </section>
  );
}
