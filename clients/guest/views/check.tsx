/** The check of devices and line: one question after the other, and every one of them can be skipped. */
import type { Media } from '@visavis/call';
import {
  Button,
  DevicePickers,
  DevicePreview,
  HelpLine,
  LevelMeter,
  Mark,
  Notice,
  StepHeading,
  useUiTexts,
  useView,
} from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { allGood, checkMarks, isShort, networkMark } from '../check-marks.ts';
import type { Place } from '../journey-types.ts';
import { useLater } from '../later.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';
import { SoundButton } from './sound-button.tsx';
import { Loading } from './waiting-for-answer.tsx';

type Check = Extract<Place, { phase: 'check' }>;
type CheckProps = PageProps & { at: Check; media: Media };

/** The stage that is due; loading while the engine is still on its way. */
export function CheckPage(props: PageProps & { at: Check; media: Media | undefined }) {
  const { media, at } = props;
  if (!media) return <Loading />;
  const all = { ...props, media };
  switch (at.stage) {
    case 'look':
      return <Look {...all} />;
    case 'sound':
      return <Sound {...all} />;
    case 'no-sound':
      return <NoSound {...all} />;
    default:
      return <Result {...all} />;
  }
}

function Skip({ send }: PageProps) {
  const { check } = useTexts();
  return (
    <Button kind="quiet" onClick={() => send({ type: 'check-done', marks: undefined })}>
      {check.skip}
    </Button>
  );
}

/** Words on the left, the own picture on the right where there is one. */
function Beside(props: { media: Media; picture: boolean; children: ComponentChildren }) {
  return (
    <section class={props.picture ? 'split' : 'stack-loose'}>
      <div class="stack-loose">{props.children}</div>
      {props.picture && (
        <div class="split-first">
          <DevicePreview media={props.media} />
        </div>
      )}
    </section>
  );
}

function Look(props: CheckProps) {
  const { look } = useTexts().check;
  const { facts, media, send } = props;
  const { camera, microphone } = facts.wish;
  return (
    <Beside media={media} picture={camera}>
      <StepHeading title={camera ? look.title : look.titleSound} />
      {microphone && <p>{camera ? look.text : look.textSound}</p>}
      {microphone && <LevelMeter media={media} onHeard={() => send({ type: 'heard' })} />}
      <DevicePickers media={media} several />
      <div class="actions">
        <Button kind="primary" icon="arrow-right" onClick={() => send({ type: 'check-next' })}>
          {look.next}
        </Button>
        <Skip {...props} />
      </div>
    </Beside>
  );
}

function Sound(props: CheckProps) {
  const { sound } = useTexts().check;
  const { media, send } = props;
  return (
    <Beside media={media} picture={props.facts.wish.camera}>
      <StepHeading key="sound" title={sound.title} />
      <p>{sound.text}</p>
      <SoundButton media={media} first={sound.play} again={sound.again} />
      <div class="actions">
        <Button kind="primary" icon="check" onClick={() => send({ type: 'sound', mark: 'good' })}>
          {sound.yes}
        </Button>
        <Button icon="volume-off" onClick={() => send({ type: 'sound', mark: 'failed' })}>
          {sound.no}
        </Button>
        <Skip {...props} />
      </div>
    </Beside>
  );
}

function NoSound(props: CheckProps) {
  const { noSound, sound } = useTexts().check;
  const { media, send } = props;
  return (
    <Beside media={media} picture={props.facts.wish.camera}>
      <StepHeading key="no-sound" title={noSound.title} />
      <ol class="steps">
        {noSound.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <DevicePickers media={media} several />
      <SoundButton media={media} first={sound.again} again={sound.again} />
      <div class="actions">
        <Button kind="primary" icon="check" onClick={() => send({ type: 'sound', mark: 'good' })}>
          {noSound.yes}
        </Button>
        <Button icon="volume-off" onClick={() => send({ type: 'check-next' })}>
          {noSound.no}
        </Button>
      </div>
    </Beside>
  );
}

const loadHelp = () => import('./line-help.tsx');

/** Days before, with a link that does not carry the code: nothing has shown yet who this is. */
const lacksCode = ({ at, facts }: CheckProps): boolean =>
  at.purpose === 'test' && facts.device === undefined && facts.link?.code === undefined;

function Result(props: CheckProps) {
  const { result } = useTexts().check;
  const { check } = useUiTexts();
  const { at, facts, media, send } = props;
  const marks = checkMarks(facts.wish, useView(media), at);
  const network = networkMark(at.network);
  const good = allGood(marks, at.network);
  const slow = network !== 'failed' && isShort(at.throughput);
  const need = lacksCode(props) ? 'code' : slow ? 'faster' : network === 'failed' ? 'other' : undefined;
  const help = useLater(need !== undefined, loadHelp);
  return (
    <Beside media={media} picture={props.facts.wish.camera}>
      <StepHeading key="result" title={good ? result.titleGood : result.titleRest} />
      <ul class="marks" aria-live="polite">
        <Mark mark={marks.camera}>{check.camera[marks.camera]}</Mark>
        <Mark mark={marks.microphone}>{check.microphone[marks.microphone]}</Mark>
        <Mark mark={marks.sound}>{check.sound[marks.sound]}</Mark>
        {/* A line that is too slow is not called good in the same breath. */}
        {!slow && <Mark mark={network}>{check.network[network]}</Mark>}
        {network !== 'failed' && network !== 'skipped' && (
          <Mark mark={at.throughput}>{check.throughput[at.throughput]}</Mark>
        )}
      </ul>
      {network === 'failed' && <HelpLine phone={facts.organisation?.phone} />}
      {help && need && <help.LineHelp {...props} network={at.network} need={need} />}
      {!good && network !== 'failed' && (
        <Notice>
          <p>{result.rest}</p>
        </Notice>
      )}
      <div class="actions">
        <Button kind="primary" icon="arrow-right" onClick={() => send({ type: 'check-done', marks })}>
          {at.purpose === 'join' ? result.join : result.finish}
        </Button>
      </div>
    </Beside>
  );
}
