/** Says as long as it lasts that something is shown to the other side, and ends it. */
import type { Call } from '@visavis/call';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Button } from '../../button.tsx';
import { SilentVideo } from '../../device-check.tsx';
import { Announcement } from '../../frame.tsx';
import { Icon } from '../../icon.tsx';
import { useView } from '../../use-view.ts';
import { shownAs } from './capture-screen.ts';
import { useShareTexts } from './texts.ts';

/** The tab says it too: whoever shows a screen seldom looks at this page. */
function usePageTitle(isSharing: boolean, words: (title: string) => string): void {
  useEffect(() => {
    if (!isSharing) return;
    const before = document.title;
    document.title = words(before);
    return () => {
      document.title = before;
    };
  }, [isSharing]);
}

/** What a screen reader hears of showing, from either side: that it begins, and that it ends. */
function useNews(isOn: boolean, begins: string, ends: string): string {
  const was = useRef(false);
  if (isOn) was.current = true;
  return isOn ? begins : was.current ? ends : '';
}

/** A photo as the other side has it; a screen is in front of its person anyway. */
function Preview(props: { picture: MediaStreamTrack; label: string | undefined }) {
  const stream = useMemo(() => new MediaStream([props.picture]), [props.picture]);
  return <SilentVideo stream={stream} label={props.label ?? ''} class="sharing-preview" />;
}

/** Seen while something is shown to the other side; speaks of what is shown here as well. */
export function SharingSign(props: { call: Call; name: string }) {
  const { sign, shared } = useShareTexts();
  const { ownScreen: screen, remoteScreen, phase } = useView(props.call);
  usePageTitle(screen !== undefined, sign.pageTitle);
  const words = screen && `${sign[screen.kind]}${screen.sound ? ` ${sign.withSound}` : ''}`;
  const waits = screen && phase !== 'talking' ? sign.waits(props.name) : undefined;
  return (
    <>
      <Announcement>{useNews(screen !== undefined, words ?? '', sign.stopped)}</Announcement>
      <Announcement>
        {useNews(remoteScreen !== undefined, shared.begins(props.name), shared.ends(props.name))}
      </Announcement>
      {screen && (
        <section class="sharing-sign" aria-label={words}>
          {screen.kind === 'picture' ? <Preview picture={screen.picture} label={words} /> : <Icon name="monitor-up" />}
          <p>
            {words} {waits}
          </p>
          {screen.kind !== 'picture' && (
            <label class="tick">
              <input
                type="checkbox"
                checked={screen.picture.contentHint === 'motion'}
                onChange={(event) => props.call.share(shownAs(screen, event.currentTarget.checked ? 'motion' : 'text'))}
              />
              <span>{sign.film}</span>
            </label>
          )}
          <Button kind="primary" icon="x" onClick={() => props.call.share(undefined)}>
            {sign.stop}
          </Button>
        </section>
      )}
    </>
  );
}
