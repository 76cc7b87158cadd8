/** Camera and microphone: first our own button explains, then the browser asks; every refusal has a remedy and a way on. */
import type { Media, MediaView } from '@visavis/call';
import {
  allowIsErlauben,
  Button,
  HelpLine,
  MediaHelp,
  mediaTrouble,
  Notice,
  PermissionDrawing,
  StepHeading,
  useUiTexts,
  useView,
} from '@visavis/ui';
import type { Place, Wish } from '../journey-types.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

type Permission = Extract<Place, { phase: 'permission' }>;
type PermissionProps = PageProps & { at: Permission };

const both: Wish = { microphone: true, camera: true };

/** Before the browser was asked there are no media; then the page is only the question. */
export function PermissionPage(props: PermissionProps & { media: Media | undefined }) {
  return props.media ? <Asked {...props} media={props.media} /> : <Question {...props} asking={props.at.asked} />;
}

function Asked(props: PermissionProps & { media: Media }) {
  const view = useView(props.media);
  const trouble = props.at.asked && !view.asking ? mediaTrouble(view) : undefined;
  return trouble ? <Refused {...props} view={view} {...trouble} /> : <Question {...props} asking={view.asking} />;
}

function Question(props: PermissionProps & { asking: boolean }) {
  const { permission } = useTexts();
  const texts = useUiTexts();
  const { trouble } = props.at;
  const allow = allowIsErlauben(props.browser) ? texts.permission.erlauben : texts.permission.zulassen;
  const ask = (wish: Wish) => () => props.send({ type: 'ask-devices', wish });
  return (
    <section class="split">
      <div class="stack-loose">
        <StepHeading title={permission.title} />
        <p>{permission.text(allow)}</p>
        <div class="actions">
          <Button kind="primary" icon="video" busy={props.asking} onClick={ask(both)}>
            {permission.submit}
          </Button>
        </div>
        <p role="status">{props.asking && permission.asking}</p>
        {trouble && (
          <Notice tone="stop" live>
            <p>{texts.errors[trouble.code].what}</p>
            <p>{texts.errors[trouble.code].now}</p>
          </Notice>
        )}
        <div class="row">
          <Button kind="quiet" icon="mic" onClick={ask({ microphone: true, camera: false })}>
            {permission.soundOnly}
          </Button>
          <Button kind="quiet" onClick={ask({ microphone: false, camera: false })}>
            {permission.nothing}
          </Button>
        </div>
      </div>
      <PermissionDrawing browser={props.browser} />
    </section>
  );
}

type Trouble = NonNullable<ReturnType<typeof mediaTrouble>>;

/** What happened, what helps in this browser, and how to go on without. */
function Refused(props: PermissionProps & Trouble & { view: MediaView }) {
  const { permission } = useTexts();
  const { media, words } = useUiTexts();
  const { problem, device, facts, view } = props;
  const { wish } = facts;
  const on = (wanted: Wish) => () => props.send({ type: 'without', wish: wanted });
  const usable = { microphone: !view.microphoneProblem, camera: !view.cameraProblem };
  return (
    <section class="stack-loose">
      <StepHeading key={problem} title={media.problems[problem].what(device)} />
      <MediaHelp problem={problem} device={device} browser={props.browser} />
      <div class="actions">
        <Button kind="primary" icon="refresh-cw" onClick={() => props.send({ type: 'ask-devices', wish })}>
          {words.tryAgain}
        </Button>
      </div>
      <p>{permission.otherWays}</p>
      <div class="actions">
        {device !== 'microphone' && device !== 'both' && (
          <Button icon="video-off" onClick={on({ microphone: wish.microphone && usable.microphone, camera: false })}>
            {permission.withoutCamera}
          </Button>
        )}
        {device === 'microphone' && wish.camera && usable.camera && (
          <Button icon="mic-off" onClick={on({ microphone: false, camera: true })}>
            {permission.withoutMicrophone}
          </Button>
        )}
        {device === 'both' && wish.microphone && (
          <Button
            icon="mic"
            onClick={() => props.send({ type: 'ask-devices', wish: { microphone: true, camera: false } })}
          >
            {permission.soundOnly}
          </Button>
        )}
        <Button onClick={on({ microphone: false, camera: false })}>{permission.nothing}</Button>
      </div>
      <HelpLine phone={facts.organisation?.phone} />
    </section>
  );
}
