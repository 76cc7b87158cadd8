/** Camera or microphone cannot be used: why, what helps in this browser, and every way on without; loaded when it happens. */
import type { MediaView } from '@visavis/call';
import { Button, HelpLine, MediaHelp, type mediaTrouble, StepHeading, useMediaTexts, useUiTexts } from '@visavis/ui';
import type { Wish } from '../journey-types.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

type RefusedDevicesProps = PageProps & NonNullable<ReturnType<typeof mediaTrouble>> & { view: MediaView };

/** What happened, what helps in this browser, and how to go on without. */
export function RefusedDevices(props: RefusedDevicesProps) {
  const { permission } = useTexts();
  const media = useMediaTexts();
  const { words } = useUiTexts();
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
