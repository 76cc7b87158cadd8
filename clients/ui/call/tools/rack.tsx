/** The tools of a conversation on the page: their keys in the bar, their list under "Mehr", the panel of the open one. */
import type { Call } from '@visavis/call';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import '../../styles/call-tools.css';
import { Button } from '../../button.tsx';
import { Announcement } from '../../frame.tsx';
import { Icon } from '../../icon.tsx';
import { useView } from '../../use-view.ts';
import { BarKey } from '../bar.tsx';
import { DropArea } from './files/drop-area.tsx';
import { tools } from './list.ts';
import { useRackTexts } from './texts.ts';
import type { ToolEntry } from './tool.ts';
import type { Rack } from './use-tools.ts';

interface RackProps {
  rack: Rack;
  call: Call;
}

const shown = ({ call, rack }: RackProps): readonly ToolEntry[] =>
  tools.filter((entry) => !entry.isHidden?.(call, rack.states.has(entry.id)));

/** In the bar; on narrow screens those of the first tools alone. */
export function ToolKeys({ rack, call }: RackProps) {
  const texts = useRackTexts();
  return (
    <>
      {shown({ call, rack }).map((entry) => (
        <div key={entry.id} class={entry.isFirst ? 'tool-key' : 'tool-key tool-key-wide'}>
          <BarKey
            icon={entry.icon}
            word={entry.label(texts)}
            {...(rack.signs.get(entry.id) && { state: rack.signs.get(entry.id), kind: 'off' as const })}
            expanded={rack.open === entry.id}
            onClick={() => rack.toggle(entry.id)}
          />
        </div>
      ))}
    </>
  );
}

/** Under "Mehr": every tool, for screens whose bar has no room for it. */
export function ToolList({ rack, call, onChoose }: RackProps & { onChoose: () => void }) {
  const texts = useRackTexts();
  return (
    <section class="tool-list stack-tight">
      <h3>{texts.title}</h3>
      {shown({ call, rack }).map((entry) => {
        const sign = rack.signs.get(entry.id);
        return (
          <Button
            key={entry.id}
            icon={entry.icon}
            wide
            onClick={() => {
              onChoose();
              if (rack.open !== entry.id) rack.toggle(entry.id);
            }}
          >
            {sign ? texts.newsOf(entry.label(texts), sign) : entry.label(texts)}
          </Button>
        );
      })}
    </section>
  );
}

/** What "Mehr" says on narrow screens: something came for a tool that has no key there. */
export function useMoreSign({ rack, call }: RackProps): string | undefined {
  const texts = useRackTexts();
  return shown({ call, rack }).some((entry) => !entry.isFirst && rack.signs.get(entry.id)) ? texts.news : undefined;
}

export interface ToolPanelProps extends RackProps {
  peerName: string;
}

/** Beside the conversation, on phones over its lower part. What was opened once stays, unseen, until the end. */
export function ToolPanel(props: ToolPanelProps) {
  const { rack, call } = props;
  const texts = useRackTexts();
  const open = tools.find(({ id }) => id === rack.open);
  const place = useRef<HTMLDivElement>(null);
  useSeenHeight(place, open !== undefined);
  const signs = shown({ call, rack }).flatMap((entry) => {
    const sign = rack.signs.get(entry.id);
    return sign ? [texts.newsOf(entry.label(texts), sign)] : [];
  });
  return (
    <>
      <Announcement>{signs.join(' ')}</Announcement>
      <DropArea call={call} rack={rack} name={props.peerName} />
      <div ref={place} class={`guest tools${open?.isWide ? ' tools-wide' : ''}`} hidden={!open}>
        {shown({ call, rack })
          .filter(({ id }) => rack.states.has(id))
          .map((entry) => (
            <ToolPlace key={entry.id} {...props} entry={entry} isOpen={open === entry} />
          ))}
      </div>
    </>
  );
}

function ToolPlace({ entry, isOpen, rack, ...props }: ToolPanelProps & { entry: ToolEntry; isOpen: boolean }) {
  const texts = useRackTexts();
  const place = useRef<HTMLElement>(null);
  useFocus(place, isOpen);
  const state = rack.states.get(entry.id);
  const seat = useView(props.call).peer?.seat === 'advisor' ? 'guest' : 'advisor';
  return (
    <section
      ref={place}
      class="tool"
      hidden={!isOpen}
      aria-labelledby={`tool-${entry.id}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) rack.close();
      }}
    >
      <header class="tool-head">
        <h2 id={`tool-${entry.id}`} tabIndex={-1}>
          {entry.label(texts)}
        </h2>
        <button type="button" class="button button-small tool-close" onClick={() => rack.close()}>
          <Icon name="x" />
          <span class="tool-close-beside">{texts.close}</span>
          <span class="tool-close-over">{texts.back}</span>
        </button>
      </header>
      {state === 'loading' && <p class="tool-wait">{texts.loading}</p>}
      {state === 'failed' && (
        <div class="tool-wait stack" role="alert">
          <p>{texts.failed}</p>
          <Button icon="refresh-cw" onClick={() => rack.load(entry)}>
            {texts.again}
          </Button>
        </div>
      )}
      {typeof state === 'object' && (
        <state.Tool
          call={props.call}
          seat={seat}
          peerName={props.peerName}
          isOpen={isOpen}
          close={() => rack.close()}
          sign={(words) => rack.sign(entry.id, isOpen ? undefined : words)}
        />
      )}
    </section>
  );
}

/** How much of the page is seen above the keyboard of a phone: the panel lies on that, not under it. */
function useSeenHeight(place: { current: HTMLElement | null }, isOpen: boolean): void {
  useEffect(() => {
    const { visualViewport: seen } = window;
    if (!isOpen || !seen) return;
    const measure = () => {
      const below = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
      place.current?.style.setProperty('--seen-height', `${Math.round(seen.height)}px`);
      place.current?.style.setProperty('--seen-below', `${Math.round(below)}px`);
    };
    measure();
    for (const type of ['resize', 'scroll']) seen.addEventListener(type, measure);
    return () => {
      for (const type of ['resize', 'scroll']) seen.removeEventListener(type, measure);
    };
  }, [isOpen]);
}

/**
 * Goes into the panel when it opens, unless the tool took the focus itself, and back to where it was when it closes, unless
 * somebody has gone on to elsewhere, such as to the next tool.
 */
function useFocus(place: { current: HTMLElement | null }, isOpen: boolean): void {
  const before = useRef<Element | null>(null);
  // Before the tool's own effects, which may move it.
  useLayoutEffect(() => {
    if (isOpen) before.current = document.activeElement;
  }, [isOpen]);
  useEffect(() => {
    const section = place.current;
    if (isOpen) {
      if (!section?.contains(document.activeElement)) section?.querySelector('h2')?.focus();
    } else {
      const { activeElement: now } = document;
      const isLost = now === null || now === document.body || section?.contains(now);
      if (isLost && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
      before.current = null;
    }
  }, [isOpen]);
}
