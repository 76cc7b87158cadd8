/** Writing as a tool of the conversation: log, what is being written, composer; and the sign on the key while it is closed. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import '../../../styles/call-text.css';
import { addDrawings } from '../../../icon.tsx';
import { laterDrawings } from '../../../icon-drawings-later.ts';
import { useView } from '../../../use-view.ts';
import type { ToolProps } from '../tool.ts';
import { TextComposer } from './text-composer.tsx';
import { TextLog } from './text-log.tsx';
import { textSession } from './text-session.ts';
import { type TextState, transcript } from './text-state.ts';
import { useTextTexts } from './texts.ts';

// Writing begins in the waiting room, before the conversation has brought them.
addDrawings(laterDrawings);

const theirCount = (state: TextState): number =>
  transcript(state).filter(({ seat }) => seat !== state.self.seat).length;

export function TextTool(props: ToolProps) {
  const { call, seat, peerName, isOpen } = props;
  const session = textSession(call, seat);
  const state = useView(session);
  const field = useRef<HTMLTextAreaElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useSign(props, state);
  useStayAtEnd(scroll, state, isOpen);
  useEffect(() => {
    // A field in focus brings up the keyboard of a phone, over what is to be read.
    if (isOpen && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [isOpen]);
  return (
    <div class="text-tool">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys as well. */}
      <div ref={scroll} class="text-scroll" tabIndex={0}>
        <TextLog state={state} peerName={peerName} />
      </div>
      <TextComposer session={session} state={state} peerName={peerName} field={field} />
    </div>
  );
}

/** How many messages came since the panel was last open; that they are writing, while there is none. */
function useSign({ isOpen, sign }: ToolProps, state: TextState): void {
  const texts = useTextTexts();
  const count = theirCount(state);
  const [seen, setSeen] = useState(0);
  const writes = state.theirs.draft !== '';
  useEffect(() => {
    if (isOpen) setSeen(count);
    else sign(count > seen ? texts.news(count - seen) : writes ? texts.newsWriting : undefined);
  }, [isOpen, count, seen, writes, texts]);
}

/** The latest words stay in sight, unless somebody has scrolled up to read. */
function useStayAtEnd(place: { current: HTMLElement | null }, state: TextState, isOpen: boolean): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const element = place.current;
    const look = () => {
      if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
    };
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current) place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [state, isOpen]);
}
