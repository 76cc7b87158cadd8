/** Files in a conversation: choosing, taking, watching, saving. */
import type { Call } from '@visavis/call';
import type { FilesView, FileView } from '@visavis/call/files/index.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import '../../../styles/tool-files.css';
import { Announcement } from '../../../frame.tsx';
import { Notice } from '../../../notice.tsx';
import { useView } from '../../../use-view.ts';
import type { ToolProps } from '../tool.ts';
import { exchangeOf, saveFile } from './exchange-of.ts';
import { FileRow } from './file-row.tsx';
import { newsOf, refusalWords, signWords } from './file-words.ts';
import { onHanded } from './handed.ts';
import { Choosing, Pasted } from './picks.tsx';
import { type FilesTexts, useFilesTexts } from './texts.ts';

/** Mounted as long as the conversation is on the page, seen or not. */
export function Tool({ call, peerName, isOpen, sign }: ToolProps) {
  const texts = useFilesTexts();
  const exchange = exchangeOf(call);
  const view = useView(exchange);
  const [pasted, setPasted] = useState<readonly File[]>([]);
  const [failed, setFailed] = useState(false);
  useHanded(call, setPasted);
  useSign(view.files, isOpen, sign, texts);
  const news = useNews(view.files, peerName, texts);
  const save = async (file: FileView) => setFailed(!(await saveFile(call, file.key, file.name)));
  const isMoving = view.files.some(({ phase }) => phase === 'moving' || phase === 'checking');
  return (
    <div class="files stack">
      <Announcement>{news}</Announcement>
      <Choosing
        onChoose={(files) => exchange.offer(files)}
        isNext={pasted.length === 0 && !view.files.some(waitsForUs)}
      />
      <Pasted
        files={pasted}
        peerName={peerName}
        onSend={() => {
          exchange.offer(pasted);
          setPasted([]);
        }}
        onDiscard={() => setPasted([])}
      />
      <Troubles view={view} isAway={isMoving && !view.isOpen} failed={failed} />
      {view.files.length > 0 && (
        <ul class="file-list" aria-label={texts.list}>
          {view.files.toReversed().map((file) => (
            <FileRow
              key={file.key}
              file={file}
              peerName={peerName}
              exchange={exchange}
              onSave={() => void save(file)}
            />
          ))}
        </ul>
      )}
      <p class="file-hint">
        {texts.privacy(peerName)} {texts.limit}
      </p>
    </div>
  );
}

/** One strong key a panel: taking and saving come before choosing. */
const waitsForUs = ({ way, phase, saved }: FileView): boolean =>
  way === 'in' && (phase === 'offered' || (phase === 'done' && !saved));

function Troubles(props: { view: FilesView; isAway: boolean; failed: boolean }) {
  const texts = useFilesTexts();
  const { refusals } = props.view;
  return (
    <div role="status" class="stack-tight">
      {refusals.length > 0 && (
        <Notice tone="warn">
          {refusalWords(refusals, texts).map((words, at) => (
            <p key={at}>{words}</p>
          ))}
        </Notice>
      )}
      {props.isAway && <Notice tone="warn">{texts.away}</Notice>}
      {props.failed && <Notice tone="stop">{texts.saveFailed}</Notice>}
    </div>
  );
}

/** What was dropped goes at once; what was pasted is asked about, because it may have been meant for elsewhere. */
function useHanded(call: Call, onPasted: (files: readonly File[]) => void): void {
  useEffect(
    () =>
      onHanded(call, ({ how, files }) => {
        if (how === 'dropped') exchangeOf(call).offer(files);
        else onPasted(files);
      }),
    [call],
  );
}

function useSign(files: readonly FileView[], isOpen: boolean, sign: ToolProps['sign'], texts: FilesTexts): void {
  const seen = useRef(new Set<string>());
  if (isOpen) for (const { key, phase } of files) if (phase === 'done') seen.current.add(key);
  const words = isOpen ? undefined : signWords(files, seen.current, texts);
  useEffect(() => sign(words), [words, isOpen]);
}

/** The latest thing that happened to a file, said once. */
function useNews(files: readonly FileView[], peerName: string, texts: FilesTexts): string | undefined {
  const told = useRef(new Map<string, string | undefined>());
  const latest = useRef<string | undefined>(undefined);
  for (const file of files) {
    const words = newsOf(file, peerName, texts);
    if (told.current.get(file.key) === words) continue;
    told.current.set(file.key, words);
    if (words !== undefined) latest.current = words;
  }
  return latest.current;
}
