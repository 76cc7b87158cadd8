/** One file: name, size, where it stands, what to beware of, and what can be done with it. */
import type { FileExchange, FileView } from '@visavis/call/files/index.ts';
import type { ComponentChildren } from 'preact';
import { Button, type ButtonKind } from '../../../button.tsx';
import type { IconName } from '../../../icon.tsx';
import { Icon } from '../../../icon.tsx';
import { Notice } from '../../../notice.tsx';
import { percentOf, stateWords } from './file-words.ts';
import { useFilesTexts } from './texts.ts';

export interface FileRowProps {
  file: FileView;
  peerName: string;
  exchange: FileExchange;
  onSave: () => void;
}

/** An entry of the list. */
export function FileRow(props: FileRowProps) {
  const { file, peerName } = props;
  const texts = useFilesTexts();
  const isMoving = file.phase === 'moving' || file.phase === 'checking';
  const size = texts.size(file.size);
  return (
    <li class={`file file-${file.way} stack-tight`}>
      <p class="file-name">
        <bdi>{file.name}</bdi> <span class="file-size">{size}</span>
      </p>
      <p class="file-state">
        {file.phase === 'done' && <Icon name="circle-check" />}
        {file.phase === 'ended' && <Icon name="circle-x" />}
        <span>{stateWords(file, peerName, texts)}</span>
      </p>
      {isMoving && <progress max={100} value={percentOf(file)} aria-label={texts.progress(file.name)} />}
      <Beware file={file} peerName={peerName} />
      {file.lacksRoom && <Notice tone="warn">{texts.lacksRoom(size)}</Notice>}
      <Deeds {...props} />
    </li>
  );
}

/** Said as long as somebody could still open it. */
function Beware({ file, peerName }: Pick<FileRowProps, 'file' | 'peerName'>) {
  const texts = useFilesTexts();
  if (file.danger === undefined || file.phase === 'ended') return null;
  if (file.way === 'out') return file.phase === 'offered' ? <p class="file-hint">{texts.dangerOut}</p> : null;
  return (
    <Notice tone="warn">
      <p>{texts.dangers[file.danger]}</p>
      {file.phase === 'offered' && <p>{texts.dangerAdvice(peerName)}</p>}
    </Notice>
  );
}

function Deeds({ file, exchange, onSave }: FileRowProps) {
  const texts = useFilesTexts();
  const { key, name, way, phase, heldHere } = file;
  const isOpen = phase === 'offered' || phase === 'opening' || phase === 'moving' || phase === 'checking';
  const deed = (words: string, onClick: () => void, kind: ButtonKind = 'plain', icon?: IconName) => (
    <Button small kind={kind} {...(icon && { icon })} onClick={onClick}>
      <Deed words={words} file={name} />
    </Button>
  );
  if (way === 'in' && phase === 'offered') {
    return (
      <div class="file-deeds">
        {deed(texts.accept, () => void exchange.accept(key), 'primary', 'check')}
        {deed(texts.decline, () => exchange.decline(key))}
      </div>
    );
  }
  if (way === 'in' && phase === 'done') {
    return <div class="file-deeds">{deed(texts.save, onSave, file.saved ? 'plain' : 'primary')}</div>;
  }
  if (!isOpen) return null;
  return (
    <div class="file-deeds">
      {phase === 'moving' && deed(heldHere ? texts.goOn : texts.hold, () => exchange.hold(key, !heldHere))}
      {deed(texts.cancel, () => exchange.cancel(key), 'plain', 'x')}
    </div>
  );
}

/** The word on a key; screen readers hear which file it is for. */
function Deed(props: { words: string; file: string }): ComponentChildren {
  return (
    <>
      {props.words}
      <span class="unseen"> {props.file}</span>
    </>
  );
}
