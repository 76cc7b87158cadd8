/** Says as long as it lasts that something is shown to the other side, and ends it. */
import type { Call } from '@visavis/call';
import { useEffect } from 'preact/hooks';
import { Button } from '../../button.tsx';
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

/** Nothing while nothing is shown. */
export function SharingSign(props: { call: Call; name: string }) {
  const { sign } = useShareTexts();
  const { ownScreen: screen, phase } = useView(props.call);
  usePageTitle(screen !== undefined, sign.pageTitle);
  const words = screen && `${sign[screen.kind]}${screen.sound ? ` ${sign.withSound}` : ''}`;
  const waits = screen && phase !== 'talking' ? sign.waits(props.name) : undefined;
  return (
    <>
      <Announcement>{words ?? ''}</Announcement>
      {screen && (
        <section class="sharing-sign" aria-label={words}>
          <Icon name="monitor-up" />
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
