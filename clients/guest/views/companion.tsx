/** The companion's waiting room and receipt: whom they were asked to, that the others are asked first, and how it ended. */
import type { Call, CallView } from '@visavis/call';
import { limits } from '@visavis/shared';
import {
  Announcement,
  Button,
  DevicePickers,
  DevicePreview,
  HelpLine,
  Notice,
  StepHeading,
  useUiTexts,
  useView,
} from '@visavis/ui';
import { useWakeLock } from '@visavis/ui/use-wake-lock.ts';
import type { Place } from '../journey-types.ts';
import { useCompanionTexts } from '../texts/companion.ts';
import { useTexts } from '../texts/index.ts';
import { useAppointment, WhenChip } from './appointment-line.tsx';
import type { PageProps } from './page-props.ts';
import { SoundButton } from './sound-button.tsx';

type WaitingProps = PageProps & { call: Call };

/** Until both others have agreed. Nobody is on air unasked: the companion says first that they are ready. */
export function CompanionWaiting(props: WaitingProps) {
  const { call, facts, send } = props;
  const view = useView(call);
  const texts = useCompanionTexts();
  const { waiting } = useTexts();
  useWakeLock();
  return (
    <section class="split">
      <div class="stack-loose">
        <WhenChip facts={facts} />
        <Words {...props} view={view} />
        <Troubles view={view} />
        <SoundButton media={call.media} first={waiting.testSound} again={waiting.testSound} />
        <details class="fold">
          <summary>{waiting.devices}</summary>
          <DevicePickers media={call.media} />
        </details>
        <div class="row ways-out">
          <Button kind="quiet" icon="log-out" onClick={() => send({ type: 'leave' })}>
            {waiting.leave}
          </Button>
        </div>
      </div>
      <div class="split-first">
        <DevicePreview media={call.media} caption={texts.preview} />
      </div>
    </section>
  );
}

/** What happens now, in one or two sentences. */
function sentence(view: CallView, texts: ReturnType<typeof useCompanionTexts>): string {
  if (!view.ready) return texts.text;
  if (view.second?.standing === 'connecting') return texts.connecting;
  return view.peer?.present ? texts.ready : `${texts.text} ${texts.alone}`;
}

function Words({ call, facts, view }: WaitingProps & { view: CallView }) {
  const texts = useCompanionTexts();
  const { advisor } = useAppointment(facts);
  const words = sentence(view, texts);
  return (
    <div class="stack">
      <StepHeading title={view.ready ? texts.readyTitle : texts.title(advisor)} key={view.ready ? 'ready' : 'here'} />
      {view.ready && <p>{texts.title(advisor)}</p>}
      <p>{words}</p>
      <Announcement>{view.ready && words}</Announcement>
      <div class="actions">
        {view.ready ? (
          <Button icon="undo-2" onClick={() => call.unstart()}>
            {texts.wait}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon="video"
            class="button-large"
            busy={view.phase === 'joining'}
            onClick={() => call.start()}
          >
            {texts.join}
          </Button>
        )}
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
          <p>
            {held.what} {held.now}
          </p>
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

/** How it ended, kindly, with a way back where there is one: who was not let in is not sent to the door again. */
export function CompanionEnd({ facts, at, send }: PageProps & { at: Extract<Place, { phase: 'end' }> }) {
  const texts = useCompanionTexts();
  const { startsAtMs, durationMinutes = 0, now } = useAppointment(facts);
  const { reason, talkedMs } = at.end;
  const isOut = reason === 'dismissed';
  const titles = { dismissed: texts.refused, left: texts.left, 'hung-up': texts.left, replaced: texts.replaced };
  const closesAt = (startsAtMs ?? 0) + durationMinutes * 60_000 + limits.roomClosesAfterMs;
  const mayReturn = (reason === 'left' || reason === 'hung-up' || reason === 'replaced') && now < closesAt;
  return (
    <section class="stack-loose">
      <StepHeading title={reason in titles ? titles[reason as keyof typeof titles] : texts.over} />
      {isOut ? <p>{texts.refusedText}</p> : talkedMs > 0 && <p>{texts.thanks}</p>}
      {mayReturn && (
        <div class="actions">
          <Button icon="video" onClick={() => send({ type: 'return' })}>
            {texts.back}
          </Button>
        </div>
      )}
      <dl class="facts card">
        <div>
          <dt>{texts.existed}</dt>
          <dd>{talkedMs > 0 ? texts.existedText : texts.existedNothing}</dd>
        </div>
        <div>
          <dt>{texts.kept}</dt>
          <dd>{texts.keptText}</dd>
        </div>
      </dl>
      <HelpLine phone={facts.organisation?.phone} />
    </section>
  );
}
