/** Camera and microphone: first our own button explains, then the browser asks; every refusal has a remedy and a way on. */
import type { Media } from '@visavis/call';
import {
  allowIsErlauben,
  Button,
  mediaTrouble,
  Notice,
  PermissionDrawing,
  StepHeading,
  useUiTexts,
  useView,
} from '@visavis/ui';
import type { Place, Wish } from '../journey-types.ts';
import { useLater } from '../later.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';

type Permission = Extract<Place, { phase: 'permission' }>;
type PermissionProps = PageProps & { at: Permission };

const loadRefused = () => import('./refused-devices.tsx');
const both: Wish = { microphone: true, camera: true };

/** Before the browser was asked there are no media; then the page is only the question. */
export function PermissionPage(props: PermissionProps & { media: Media | undefined }) {
  return props.media ? <Asked {...props} media={props.media} /> : <Question {...props} asking={props.at.asked} />;
}

function Asked(props: PermissionProps & { media: Media }) {
  const view = useView(props.media);
  const trouble = props.at.asked && !view.asking ? mediaTrouble(view) : undefined;
  const refused = useLater(trouble !== undefined, loadRefused);
  if (!trouble || !refused) return <Question {...props} asking={view.asking} />;
  return <refused.RefusedDevices {...props} view={view} {...trouble} />;
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
