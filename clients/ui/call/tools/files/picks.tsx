/** Ways of choosing files: the system's own picker, a phone's camera, and what was pasted. */
import { useRef } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { Notice } from '../../../notice.tsx';
import { useFilesTexts } from './texts.ts';

/** Two keys; the camera's on devices that are held in the hand. `isNext`: nothing else waits for this person. */
export function Choosing({ onChoose, isNext }: { onChoose: (files: readonly File[]) => void; isNext: boolean }) {
  const texts = useFilesTexts();
  const files = useRef<HTMLInputElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    onChoose([...(input.files ?? [])]);
    // So that the same file can be chosen once more.
    input.value = '';
  };
  return (
    <div class="file-choosing stack-tight">
      <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <input
        ref={photo}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
      <Button kind={isNext ? 'primary' : 'plain'} icon="paperclip" wide onClick={() => files.current?.click()}>
        {texts.choose}
      </Button>
      <Button icon="camera" wide class="file-photo" onClick={() => photo.current?.click()}>
        {texts.photo}
      </Button>
      <p class="file-hint file-drop-hint">{texts.drop}</p>
    </div>
  );
}

/** Asks before what was pasted is sent. */
export function Pasted(props: { files: readonly File[]; peerName: string; onSend: () => void; onDiscard: () => void }) {
  const texts = useFilesTexts();
  if (props.files.length === 0) return null;
  const names = props.files.map(({ name }) => name).join(', ');
  return (
    <Notice live>
      <p>{texts.pasted(names, props.peerName)}</p>
      <div class="file-deeds">
        <Button small kind="primary" icon="send" onClick={props.onSend}>
          {texts.send}
        </Button>
        <Button small onClick={props.onDiscard}>
          {texts.discard}
        </Button>
      </div>
    </Notice>
  );
}
