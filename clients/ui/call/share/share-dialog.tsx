/** Choosing what to show: a screen where the browser can, a photo or a paper everywhere. */
import type { Call } from '@visavis/call';
import { useState } from 'preact/hooks';
import { Button } from '../../button.tsx';
import { Dialog } from '../../dialog.tsx';
import { Icon, type IconName } from '../../icon.tsx';
import { Notice } from '../../notice.tsx';
import { type Asked, askForScreen, canAskForScreen, type ScreenProblem } from './capture-screen.ts';
import { askForPicture } from './show-picture.ts';
import { useShareTexts } from './texts.ts';

export interface ShareDialogProps {
  call: Call;
  name: string;
  onClose: () => void;
}

/** Closes itself as soon as something is shown. */
export function ShareDialog({ call, name, onClose }: ShareDialogProps) {
  const texts = useShareTexts();
  const [problem, setProblem] = useState<ScreenProblem | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const show = async (asked: Promise<Asked>) => {
    setAsking(true);
    setProblem(undefined);
    const answer = await asked;
    setAsking(false);
    if ('problem' in answer) {
      setProblem(answer.problem);
      return;
    }
    call.share(answer.screen);
    onClose();
  };
  return (
    <Dialog title={texts.title} onClose={onClose} side>
      <div role="alert">{problem && <Notice tone="warn">{texts.problems[problem]}</Notice>}</div>
      <ScreenWay name={name} busy={asking} onAsk={(asked) => void show(asked)} />
      <section class="stack-tight">
        <h3>{texts.picture.title}</h3>
        <p>{texts.picture.text(name)}</p>
        <div class="row">
          <PictureKey
            icon="camera"
            word={texts.picture.take}
            camera
            onFile={(file) => void show(askForPicture(file))}
          />
          <PictureKey icon="plus" word={texts.picture.pick} onFile={(file) => void show(askForPicture(file))} />
        </div>
      </section>
    </Dialog>
  );
}

/** A screen, or why there is none and what helps. */
function ScreenWay(props: { name: string; busy: boolean; onAsk: (asked: Promise<Asked>) => void }) {
  const texts = useShareTexts();
  const devices = navigator.mediaDevices;
  if (!canAskForScreen(devices)) {
    return (
      <Notice>
        <p>
          {texts.noScreen} {texts.instead}
        </p>
      </Notice>
    );
  }
  return (
    <section class="stack-tight">
      <h3>{texts.screen.title}</h3>
      <p>{texts.screen.text(props.name)}</p>
      <p class="soft">{texts.screen.beware(props.name)}</p>
      <Button kind="primary" icon="monitor-up" busy={props.busy} onClick={() => props.onAsk(askForScreen(devices))}>
        {texts.screen.button}
      </Button>
    </section>
  );
}

/** The browser's own chooser behind a key of ours. `camera`: a phone opens its camera at once. */
function PictureKey(props: { icon: IconName; word: string; camera?: boolean; onFile: (file: File) => void }) {
  return (
    <label class={`button share-file${props.camera ? ' share-camera' : ''}`}>
      <Icon name={props.icon} />
      <span>{props.word}</span>
      <input
        class="unseen"
        type="file"
        accept="image/*"
        {...(props.camera ? { capture: 'environment' } : {})}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) props.onFile(file);
        }}
      />
    </label>
  );
}
