/** The whole page takes files in: dragged onto it or pasted. A page without this would leave the call to show the file. */
import type { Call } from '@visavis/call';
import { useEffect, useRef, useState } from 'preact/hooks';
import '../../../styles/call-drop.css';
import { Icon } from '../../../icon.tsx';
import type { Rack } from '../use-tools.ts';
import { useDropTexts } from './drop-texts.ts';
import { type Handed, hand } from './handed.ts';

const holdsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;

/** Whether a paste is meant for the words that are being written; a picture alone is not. */
const isText = ({ target, clipboardData }: ClipboardEvent): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, [contenteditable]') !== null &&
  (clipboardData?.types.includes('text/plain') ?? false);

/** A sign over the page while files hang over it. */
export function DropArea({ call, rack, name }: { call: Call; rack: Rack; name: string }) {
  const texts = useDropTexts();
  const [isOver, setOver] = useState(false);
  const latest = useRef(rack);
  latest.current = rack;
  useEffect(() => {
    const take = (how: Handed['how'], data: DataTransfer | null): void => {
      const files = [...(data?.files ?? [])];
      if (files.length === 0) return;
      hand(call, { how, files });
      if (latest.current.open !== 'files') latest.current.toggle('files');
    };
    return listen({ take, setOver });
  }, [call]);
  if (!isOver) return null;
  return (
    <div class="drop-area" aria-hidden="true">
      <p>
        <Icon name="paperclip" />
        <span>{texts.dropHere(name)}</span>
      </p>
    </div>
  );
}

interface Listening {
  take(how: Handed['how'], data: DataTransfer | null): void;
  setOver(isOver: boolean): void;
}

function listen({ take, setOver }: Listening): () => void {
  const ending = new AbortController();
  const on = <K extends 'dragover' | 'dragleave' | 'drop' | 'paste'>(
    type: K,
    listener: (event: DocumentEventMap[K]) => void,
  ): void => document.addEventListener(type, listener, { signal: ending.signal });
  on('dragover', (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    setOver(true);
  });
  on('dragleave', (event) => {
    // Out of the window, not from one part of the page to another.
    if (event.relatedTarget === null) setOver(false);
  });
  on('drop', (event) => {
    setOver(false);
    // Another tool may have taken it already.
    if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    take('dropped', event.dataTransfer);
  });
  on('paste', (event) => {
    if (event.defaultPrevented || !holdsFiles(event.clipboardData) || isText(event)) return;
    event.preventDefault();
    take('pasted', event.clipboardData);
  });
  return () => ending.abort();
}
